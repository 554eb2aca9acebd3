package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.continuo.plan.Plan;
import dev.continuo.run.RunLimit;
import dev.continuo.task.Need;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class DrawingTest {
  private static Plan plan() {
    var drafts = new Drafts().add("T1").title("Say \"<b>\" & 'go' #1; \\").add("T2", "T1");
    var plan = drafts.plan("a \"plan\" \\ <&>", 5);
    var tasks = new ArrayList<>(plan.tasks());
    tasks.add(tasks.getFirst().needing(List.of(new Need(1, Need.On.ENDED))));
    return new Plan(
        plan.name(),
        plan.inputs(),
        plan.env(),
        RunLimit.USUAL,
        plan.onFailure(),
        plan.agents(),
        plan.used(),
        plan.configuration(),
        plan.notes(),
        tasks);
  }

  @Test
  void mermaid() {
    assertThat(Drawing.mermaid(plan()))
        .isEqualTo(
            """
            flowchart TD
              t0["T1: Say #34;#60;b#62;#34; #38; #39;go#39; #35;1#59; #92;"]
              t1["T2"]
              t2["T1: Say #34;#60;b#62;#34; #38; #39;go#39; #35;1#59; #92;"]
              t0 --> t1
              t1 -.-> t2
            """);
  }

  @Test
  void dot() {
    assertThat(Drawing.dot(plan()))
        .isEqualTo(
            """
            digraph "a \\"plan\\" \\\\ <&>" {
              node [shape=box];
              t0 [label="T1: Say \\"<b>\\" & 'go' #1; \\\\"];
              t1 [label="T2"];
              t2 [label="T1: Say \\"<b>\\" & 'go' #1; \\\\"];
              t0 -> t1;
              t1 -> t2 [style=dashed];
            }
            """);
  }

  private static Document svg(Plan plan) throws Exception {
    var bytes = Picture.svg(plan).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(bytes));
  }

  @Test
  void a_picture_is_xml_whatever_the_titles_are() throws Exception {
    var document = svg(plan());

    assertThat(document.getDocumentElement().getFirstChild().getNextSibling().getTextContent())
        .isEqualTo("a \"plan\" \\ <&>");
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
    assertThat(document.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("T1: Say \"<b>\" & 'go' #1; \\");
    assertThat(Picture.svg(plan())).contains("class=\"ended\"");
  }

  @Test
  void rows_are_batches_and_boxes_of_a_row_stand_beside_each_other() throws Exception {
    var drafts = new Drafts().add("T1").add("T3").add("T2", "T1").add("T4", "T2", "T3");

    var boxes = svg(drafts.plan("p", 5)).getElementsByTagName("rect");
    var places = new ArrayList<String>();
    for (int i = 0; i < boxes.getLength(); i++) {
      var at = boxes.item(i).getAttributes();
      places.add(at.getNamedItem("x").getNodeValue() + "," + at.getNamedItem("y").getNodeValue());
    }
    assertThat(places).containsExactly("24,24", "88,24", "24,112", "24,200");
  }

  @Test
  void a_long_title_is_cut_in_its_box_and_whole_in_its_tip() throws Exception {
    var drafts = new Drafts().add("T1").title("🚀".repeat(40));

    var document = svg(drafts.plan("p\u0007", 5));
    assertThat(document.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("T1: " + "🚀".repeat(23) + "…");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("p\uFFFD");
    assertThat(document.getElementsByTagName("title").item(1).getTextContent())
        .isEqualTo("T1: " + "🚀".repeat(40));
  }

  @ParameterizedTest
  @CsvSource({"499", "500", "501"})
  void a_picture_has_at_most_500_tasks(int tasks) {
    var drafts = new Drafts();
    for (int i = 0; i < tasks; i++) {
      drafts.add("t" + i);
    }
    var plan = drafts.plan("p", 5);
    if (tasks > 500) {
      assertThatIllegalArgumentException().isThrownBy(() -> Picture.svg(plan));
    } else {
      assertThat(Picture.svg(plan)).endsWith("</svg>\n");
    }
  }
}
