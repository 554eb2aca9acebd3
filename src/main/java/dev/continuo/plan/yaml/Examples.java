package dev.continuo.plan.yaml;

import java.util.Map;

/** How the keys of plans and agent definitions are written, for hints. */
final class Examples {
  private static final Map<String, String> BY_KEY =
      Map.ofEntries(
          Map.entry("tasks", "`tasks: {build: {run: make}}`"),
          Map.entry("defaults", "`defaults: {retries: 1}`"),
          Map.entry("limits", "`limits: {parallel: 4}`"),
          Map.entry("parallel", "`parallel: 4`"),
          Map.entry("on-failure", "`on-failure: pause`"),
          Map.entry("run", "`run: make test` or `run: [make, test]`"),
          Map.entry("agent", "`agent: reviewer`"),
          Map.entry("prompt", "`prompt: Review the last commit.`"),
          Map.entry("needs", "`needs: [build, test]`"),
          Map.entry("env", "`env: {LEVEL: info}`"),
          Map.entry("secrets", "`secrets: [NPM_TOKEN]`"),
          Map.entry("workdir", "`workdir: web/app`"),
          Map.entry("timeout", "`timeout: 15m`"),
          Map.entry("on-timeout", "`on-timeout: stop`"),
          Map.entry("retries", "`retries: 2`"),
          Map.entry("max", "`max: 2`"),
          Map.entry("delay", "`delay: 10s`"),
          Map.entry("delay-max", "`delay-max: 5m`"),
          Map.entry("priority", "`priority: high`"),
          Map.entry("locks", "`locks: [database]`"),
          Map.entry("continue-on-error", "`continue-on-error: true`"),
          Map.entry("gates", "`gates: [{run: make test}]`"),
          Map.entry("check", "`check: {run: ./review.sh}`"),
          Map.entry("rounds-max", "`rounds-max: 2`"),
          Map.entry("name", "`name: nightly`"),
          Map.entry("command", "`command: [claude, -p]`"));

  private Examples() {}

  static String of(String key) {
    return BY_KEY.getOrDefault(key, "`" + key + ": value`");
  }
}
