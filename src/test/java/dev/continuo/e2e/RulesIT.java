package dev.continuo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan promises about order, failure, checks and results, with real processes. */
class RulesIT extends SharedServer {
  private static final String WAITING = "while [ ! -e go ]; do sleep 0.05; done";

  @Test
  void a_lock_is_held_by_one_task_of_all_runs() throws Exception {
    var task = "{locks: database, run: 'echo in >> log; sleep 0.2; echo out >> log'}";
    var first = api().submit("tasks: {a: %s, b: %s}".formatted(task, task));
    var second = api().submit("tasks: {c: %s, d: %s}".formatted(task, task));

    assertThat(api().over(first)).isEqualTo("succeeded");
    assertThat(api().over(second)).isEqualTo("succeeded");
    assertThat(continuo.lines("log"))
        .containsExactly("in", "out", "in", "out", "in", "out", "in", "out");
  }

  @Test
  void the_most_urgent_of_those_that_wait_comes_first() throws Exception {
    var run =
        api()
            .submit(
                """
            limits: {parallel: 1}
            tasks:
              first: {priority: urgent, run: '%s'}
              idle: {priority: low, run: 'echo low >> log'}
              usual: {run: 'echo normal >> log'}
              soon: {priority: high, run: 'echo high >> log'}
              now: {priority: urgent, run: 'echo urgent >> log'}
            """
                    .formatted(WAITING));
    api().awaitProcess(run, "first");
    assertThat(continuo.lines("log")).isEmpty();

    continuo.touch("go");

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly("urgent", "high", "normal", "low");
  }

  @Test
  void a_gate_sends_work_back_with_what_it_found_until_it_holds() throws Exception {
    var run =
        api()
            .submit(
                """
            tasks:
              a:
                run: 'echo "$CONTINUO_ROUND:$CONTINUO_FINDINGS" >> log'
                gates:
                  - name: size
                    run: 'echo too short; [ $(wc -l < log) -ge 2 ]'
                    rounds-max: 1
              b: {needs: a, run: 'echo after >> log'}
            """);

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly("0:", "1:too short", "after");
    assertThat(api().task(run, "a").path("rounds").asInt()).isEqualTo(1);
    assertThat(api().task(run, "a").path("failures").asInt()).isZero();
  }

  @Test
  void what_a_task_has_left_decides_which_of_the_next_are_done() throws Exception {
    var run =
        api()
            .submit(
                """
            inputs: {loud: {type: boolean, default: true}}
            tasks:
              analyze: {run: 'echo "{\\"conditions\\": [\\"high\\"]}" > "$CONTINUO_RESULT"'}
              high: {needs: analyze, if: '"high" in needs.analyze.result.conditions', run: 'cp "$CONTINUO_NEEDS" left'}
              low: {needs: analyze, if: '"low" in needs.analyze.result.conditions', run: 'touch wrong'}
              after: {needs: [high, low], join: any, if: inputs.loud, run: 'echo after >> log'}
            """);

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly("after");
    assertThat(continuo.lines("left"))
        .containsExactly(
            "{\"analyze\":{\"state\":\"succeeded\",\"verdict\":null,\"result\":{\"conditions\":[\"high\"]}}}");
    assertThat(continuo.lines("wrong")).isEmpty();
    assertThat(api().task(run, "low").path("state").asString()).isEqualTo("skipped");
    assertThat(api().task(run, "low").path("reason").asString())
        .isEqualTo("its condition `\"low\" in needs.analyze.result.conditions` is false");
  }

  @Test
  void a_condition_that_cannot_be_told_fails_its_task_and_an_impossible_join_blocks_it()
      throws Exception {
    var run =
        api()
            .submit(
                """
            on-failure: continue
            tasks:
              a: {run: 'true'}
              lost: {needs: a, if: needs.a.result.score > 80, run: 'touch wrong'}
              left: {needs: a, if: 'false', run: 'touch wrong'}
              any: {needs: [left], join: any, run: 'touch wrong'}
            """);

    assertThat(api().settled(run).path("stuck").asBoolean()).isTrue();
    assertThat(api().task(run, "lost").path("reason").asString())
        .isEqualTo(
            "its condition `needs.a.result.score > 80` cannot be told: key `score` is not present in"
                + " map; it had {\"needs.a\":{\"result\":{},\"verdict\":\"\",\"state\":\"succeeded\"}}");
    assertThat(api().task(run, "any").path("state").asString()).isEqualTo("blocked");
    assertThat(api().task(run, "any").path("reason").asString())
        .isEqualTo("too many of its needs were skipped");
    assertThat(continuo.lines("wrong")).isEmpty();
  }

  @Test
  void a_task_is_done_for_each_item_of_a_list_that_another_has_found() throws Exception {
    var run =
        api()
            .submit(
                """
            on-failure: continue
            tasks:
              hosts: {run: 'echo "{\\"hosts\\": [{\\"name\\": \\"web\\"}, {\\"name\\": \\"db\\"}], \\"none\\": []}" > "$CONTINUO_RESULT"'}
              deploy:
                needs: hosts
                for-each: ${{ needs.hosts.result.hosts }}
                run: [sh, -c, 'echo "{\\"to\\": \\"$0\\"}" > "$CONTINUO_RESULT"', "${{ item.name }}"]
              nothing: {needs: hosts, for-each: "${{ needs.hosts.result.none }}", run: 'touch wrong'}
              fixed: {for-each: [a, b], run: 'test "$CONTINUO_ITEM" = a || test -e better'}
              wrong: {needs: hosts, for-each: "${{ needs.hosts.result.hosts[0].name }}", run: 'touch wrong'}
              report: {needs: [deploy, nothing], run: 'cp "$CONTINUO_NEEDS" left'}
              after: {needs: {fixed: ended}, run: 'echo after >> log'}
            """);

    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(continuo.lines("left").getFirst())
        .contains("\"result\":[{\"to\":\"web\"},{\"to\":\"db\"}]}")
        .endsWith(
            "\"nothing\":{\"state\":\"succeeded\",\"verdict\":null,\"members\":{},\"result\":[]}}");
    assertThat(continuo.lines("log")).containsExactly("after");
    assertThat(continuo.lines("wrong")).isEmpty();
    assertThat(api().task(run, "fixed").path("reason").asString())
        .isEqualTo("1 of 2 failed: `fixed/2`");
    assertThat(api().task(run, "wrong").path("reason").asString())
        .startsWith(
            "its list `needs.hosts.result.hosts[0].name` cannot be told: it is not a list, but a"
                + " text; it had {\"needs.hosts\":");

    Files.writeString(continuo.file("better"), "");
    assertThat(continuo.run("retry", run + "/fixed").exitCode()).isZero();
    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(api().task(run, "fixed/2").path("state").asString()).isEqualTo("succeeded");
    assertThat(api().task(run, "fixed").path("state").asString()).isEqualTo("succeeded");
  }

  @Test
  void a_task_says_that_it_is_blocked_and_goes_on_when_it_is_unblocked() throws Exception {
    Files.createDirectories(continuo.file(".continuo/agents"));
    Files.writeString(
        continuo.file(".continuo/agents/clerk.yml"),
        """
        name: clerk
        command:
          - sh
          - -c
          - 'test -e key || { echo "{\\"blocker\\": \\"external\\"}" > "$CONTINUO_RESULT"; echo "[BLOCKED] T2 - no key"; }'
          - "{prompt}"
        """);
    Files.writeString(
        continuo.file("plan.yaml"),
        """
        limits: {parallel: 1}
        tasks:
          T1: {run: 'true', priority: urgent}
          T2: {agent: clerk, prompt: Get in., title: Get in}
          T3: {needs: T2, run: 'touch third'}
        """);
    var told = continuo.run("run", "plan.yaml");

    assertThat(told.exitCode()).isEqualTo(6);
    assertThat(told.err())
        .contains(
            "Launched queued task: Get in\n",
            "  Task T2 blocked - no key\n  Contact team X for access\n",
            "  Use Status Progression Skill to unblock task and resume work\n",
            "  never started: T3\n");
    assertThat(continuo.run("batch", "list", "last").out())
        .isEqualTo("Batch 1: 1/2 (blocked)\nBatch 2: 0/1 tasks complete (0%)\n");

    Files.writeString(continuo.file("key"), "");
    assertThat(continuo.run("unblock", "last/T2").exitCode()).isZero();
    assertThat(continuo.run("wait", "last").exitCode()).isZero();
  }

  @Test
  void a_task_adds_tasks_to_its_own_run_and_gives_away_no_secret() throws Exception {
    continuo.write("more.yaml", "tasks: {found: {needs: look, run: echo $CONTINUO_RUN >> log}}");
    continuo.write("secret.yaml", "tasks: {thief: {run: 'true', secrets: [KEY]}}");
    var add = Program.line() + " add $CONTINUO_RUN ";
    continuo.write(
        "look.sh",
        add + "secret.yaml 2> said; " + add + "more.yaml; " + Program.line() + " list\n");
    continuo.write("plan.yaml", "tasks: {look: {run: sh look.sh || true}}");

    var ended = continuo.run("run", "plan.yaml", "--json");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
    var run = Continuo.JSON.readTree(ended.out()).path("id").asString();
    assertThat(continuo.lines("log")).containsExactly(run);
    assertThat(continuo.lines("said").getFirst())
        .isEqualTo(
            "error: task `look`: may not give away the secret `KEY`, which it does not have itself");
    assertThat(continuo.run("logs", run + "/look").out())
        .contains(
            "run " + run + ": 1 task added",
            "error: operation `run.list`: not allowed for the token of a turn, which may call");
  }

  @Test
  void tasks_of_a_plain_plan_meet_at_a_point() throws Exception {
    continuo.write(
        "meet.sh", "echo $1 came >> log; " + Program.line() + " sync met && echo $1 met >> log\n");
    continuo.write(
        "plan.yaml",
        """
        tasks:
          first: {run: sh meet.sh first, sync-points: met}
          slow: {run: sleep 0.5; sh meet.sh slow, sync-points: met}
        """);

    assertThat(continuo.run("run", "plan.yaml").exitCode()).isZero();
    assertThat(continuo.lines("log")).startsWith("first came", "slow came").hasSize(4);
  }

  @Test
  void batches_come_one_after_the_other_each_when_it_is_launched() throws Exception {
    var run =
        api()
            .submit(
                """
            auto-launch: false
            tasks:
              T1: {run: 'echo T1 >> log'}
              T2: {needs: T1, run: 'echo T2 >> log'}
              T3: {run: 'sleep 0.3; echo T3 >> log'}
            """);

    assertThat(api().settled(run).path("stuck").asBoolean()).isTrue();
    assertThat(continuo.lines("log")).containsExactly("T1", "T3");
    assertThat(continuo.run("batch", "list", run).out())
        .isEqualTo(
            """
            Batch 1: 2/2 tasks complete (100%)
            Batch 2: 0/1 tasks complete (0%)
            """);
    assertThat(continuo.run("batch", "launch", run).exitCode()).isZero();
    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("log")).containsExactly("T1", "T3", "T2");
    assertThat(continuo.run("batch", "list", run, "--tasks").out())
        .isEqualTo(
            """
            Batch 1: 2/2 tasks complete (100%)
              succeeded T1
              succeeded T3
            Batch 2: 1/1 tasks complete (100%)
              succeeded T2
            """);
  }

  @Test
  void a_check_task_passes_and_rejects_by_its_verdict() throws Exception {
    var judge = "if [ -e better ]; then v=pass; else v=fail; fi;";
    var run =
        api()
            .submit(
                """
            tasks:
              a:
                run: 'if [ -n "$CONTINUO_FINDINGS" ]; then echo "$CONTINUO_FINDINGS" > better; fi'
                gates:
                  - name: review
                    check:
                      run: '%s echo "{\\"verdict\\":\\"$v\\",\\"findings\\":[\\"no tests\\"]}" > "$CONTINUO_RESULT"'
              b: {needs: a, run: 'true'}
            """
                    .formatted(judge));

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("better")).anyMatch(line -> line.contains("no tests"));
    assertThat(api().task(run, "a").path("rounds").asInt()).isEqualTo(1);
  }

  @Test
  void a_gate_that_never_holds_fails_the_task() throws Exception {
    var run =
        api()
            .submit(
                "{on-failure: continue, tasks: {a: {run: 'true', gates: [{run: 'echo broken; false'}]}}}");

    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(api().task(run, "a").path("reason").asString()).contains("gate-1");
  }

  @Test
  void an_agent_is_the_command_of_its_definition_with_the_prompt_as_one_argument()
      throws Exception {
    continuo.write(
        ".continuo/agents/scribe.yml",
        """
        name: scribe
        command: [sh, -c, 'printf %s "$1" > told; printf %s "$#" > count', agent, "{prompt}"]
        """);
    var prompt = "Say \"it's\" $HOME `id`; rm -rf *";
    var run =
        api()
            .submit(
                "tasks: {a: {agent: scribe, prompt: '%s'}}".formatted(prompt.replace("'", "''")));

    assertThat(api().over(run)).isEqualTo("succeeded");
    assertThat(continuo.lines("told")).containsExactly(prompt);
    assertThat(continuo.lines("count")).containsExactly("1");
    assertThat(api().task(run, "a").path("agent").asString()).isEqualTo("scribe");
  }

  @Test
  void a_plan_may_come_out_of_a_pipe() throws Exception {
    var plan = "echo 'tasks: {a: {run: echo}}'";
    for (var line :
        List.of(
            plan + " | " + Program.line("validate", "-"),
            plan + " | " + Program.line("validate", "/dev/stdin"),
            Program.line("validate") + " <(" + plan + ")")) {
      var ended = continuo.begin(List.of("bash", "-c", line)).ended();
      assertThat(ended.err()).as(line).endsWith(": valid, 1 task\n");
      assertThat(ended.exitCode()).isZero();
    }
    var run =
        continuo.begin(List.of("bash", "-c", plan + " | " + Program.line("run", "-"))).ended();
    assertThat(run.err()).contains(" succeeded in ");
  }

  @Test
  void a_task_says_its_result_with_the_command_line() throws Exception {
    var run =
        api()
            .submit(
                "tasks: {a: {run: '%s result set files=3 verdict=pass note=\"two words\"'}}"
                    .formatted(Program.line()));

    assertThat(api().over(run)).isEqualTo("succeeded");
    var result = continuo.run("result", run + "/a", "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(Continuo.JSON.readTree(result.out()))
        .isEqualTo(
            Continuo.JSON.readTree("{\"files\":3,\"verdict\":\"pass\",\"note\":\"two words\"}"));
  }

  @Test
  void a_failure_that_may_be_does_not_stop_the_run_and_satisfies_only_the_end() throws Exception {
    var run =
        api()
            .submit(
                """
            tasks:
              flaky: {continue-on-error: true, run: 'exit 4'}
              any: {needs: {flaky: ended}, run: 'echo any >> log'}
              strict: {needs: flaky, run: 'echo strict >> log'}
              free: {run: 'echo free >> log'}
            """);

    assertThat(api().over(run)).isEqualTo("failed");
    assertThat(api().run(run).path("reason").asString())
        .isEqualTo("what is left needs tasks that did not succeed");
    assertThat(continuo.lines("log")).containsExactlyInAnyOrder("any", "free");
    assertThat(api().run(run).path("counts").path("tolerated").asInt()).isEqualTo(1);
    assertThat(api().state(run, "strict")).isEqualTo("cancelled");
  }

  @Test
  void after_a_failure_a_run_goes_on_or_ends_as_it_was_told() throws Exception {
    var tasks =
        "tasks: {bad: {run: 'exit 1'}, free: {run: '%s; echo free >> log'}, needy: {needs: bad, run: 'true'}}"
            .formatted(WAITING);
    var goesOn = api().submit("{on-failure: continue, " + tasks + "}");
    var ends = api().submit("{on-failure: cancel, " + tasks + "}");

    assertThat(api().over(ends)).isEqualTo("failed");
    assertThat(states(ends)).containsExactly("failed", "cancelled", "cancelled");

    continuo.touch("go");
    assertThat(api().over(goesOn)).isEqualTo("failed");
    assertThat(states(goesOn)).containsExactly("failed", "succeeded", "cancelled");
    assertThat(continuo.lines("log")).containsExactly("free");
  }

  @Test
  void a_failure_that_may_be_leaves_a_run_that_succeeds() throws Exception {
    var run =
        api()
            .submit(
                "tasks: {flaky: {continue-on-error: true, run: 'exit 4'}, any: {needs: {flaky: ended}, run: 'true'}}");

    assertThat(api().over(run)).isEqualTo("succeeded");
  }

  private List<String> states(String run) throws Exception {
    return api().tasks(run).stream().map(task -> task.path("state").asString()).toList();
  }
}
