package dev.continuo.plan.yaml;

import dev.continuo.plan.Configuration;
import dev.continuo.plan.Expressions;
import dev.continuo.plan.Problems;

/** What all files of a plan are read with: its own, and those of the plans that it uses. */
record Common(
    Problems problems,
    Configuration configuration,
    AgentReader agents,
    Router router,
    Expressions expressions,
    StoredTexts texts,
    UsedPlans plans) {}
