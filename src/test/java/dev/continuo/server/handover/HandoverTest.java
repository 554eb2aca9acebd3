package dev.continuo.server.handover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.Given;
import dev.continuo.server.handover.Left.Group;
import dev.continuo.task.GroupPart.Form;
import dev.continuo.task.Result;
import dev.continuo.task.Text;
import dev.continuo.task.TurnId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those that need a task find of it. */
class HandoverTest {
  private static final TurnId TURN = new TurnId(Given.RUN.task(0), 1, 1);

  @TempDir Path folder;

  private final Handover handover =
      new Handover(text -> ((Text.Inline) text).value(), _ -> folder.resolve("left"));

  private static Left left(String task, String json) {
    return new Left(
        task,
        "succeeded",
        new Result(new Text.Inline(json), null, List.of()),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Left group(String task, Form form, Left... members) {
    return new Left(
        task,
        "succeeded",
        Result.NONE,
        Optional.empty(),
        List.of(),
        Optional.of(new Group(form, List.of(members))));
  }

  @Test
  void the_results_of_items_are_a_list_in_their_order() throws Exception {
    var all =
        List.of(
            group(
                "each",
                Form.LIST,
                left("each/1", "{\"n\":1}"),
                left("each/2", ""),
                left("each/3", "{\"n\":3}")));

    assertThat(handover.file(all))
        .isEqualTo(
            """
            {"each":{"state":"succeeded","verdict":null,"members":{\
            "each/1":{"state":"succeeded","verdict":null,"result":{"n":1}},\
            "each/2":{"state":"succeeded","verdict":null,"result":null},\
            "each/3":{"state":"succeeded","verdict":null,"result":{"n":3}}},\
            "result":[{"n":1},null,{"n":3}]}}""");
    assertThat(handover.values(all))
        .isEqualTo(
            Map.of(
                "each",
                Map.of(
                    "state",
                    "succeeded",
                    "verdict",
                    "",
                    "result",
                    List.of(Map.of("n", 1L), Map.of(), Map.of("n", 3L)))));
  }

  @Test
  void the_results_of_a_group_by_name_stand_below_the_names_within_it() throws Exception {
    var inner = group("build/all", Form.LIST, left("build/all/1", "{\"n\":1}"));
    var all = List.of(group("build", Form.BY_NAME, left("build/test", "{\"ok\":true}"), inner));

    assertThat(handover.file(all))
        .endsWith("\"result\":{\"test\":{\"ok\":true},\"all\":[{\"n\":1}]}}}");
    assertThat(handover.values(all).get("build"))
        .isEqualTo(
            Map.of(
                "state",
                "succeeded",
                "verdict",
                "",
                "result",
                Map.of("test", Map.of("ok", true), "all", List.of(Map.of("n", 1L)))));
  }

  @Test
  void a_group_hands_over_the_files_of_its_members() throws IOException {
    Files.createDirectories(folder.resolve("left"));
    var file = Files.writeString(folder.resolve("left/plan.md"), "1. begin");
    var member =
        new Left("all/1", "succeeded", Result.NONE, Optional.of(TURN), List.of(), Optional.empty());

    var all = List.of(group("all", Form.LIST, member));

    assertThat(handover.folders(all)).containsExactly(folder.resolve("left"));
    assertThat(handover.file(all)).contains("\"artifacts\":{\"plan.md\":\"" + file + "\"}");
  }

  @Test
  void a_result_for_which_there_is_no_room_is_left_out() throws Exception {
    var long1 = "{\"text\":\"" + "x".repeat(Handover.BYTES_MAX - 20) + "\"}";
    var all = List.of(left("first", long1), left("second", "{\"text\":\"0123456789\"}"));

    assertThat(handover.file(all))
        .endsWith(
            "\"second\":{\"state\":\"succeeded\",\"verdict\":null,\"result\":null,\"omitted\":true}}");
  }
}
