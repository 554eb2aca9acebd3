package dev.continuo.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.continuo.upkeep.Overwriting.Syntax;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverwritingTest {
  private static String overwritten(String in, Syntax syntax, String... secrets) {
    var texts = new Overwriting();
    for (var secret : secrets) {
      texts.hide(secret);
    }
    var bytes = in.getBytes(UTF_8);
    texts.in(bytes, syntax);
    return new String(bytes, UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a hunter2! b hunter2!|a ******** b ********",
        "hunter2hunter2!|hunter2********",
        "Hunter2!|Hunter2!",
      })
  void a_text_is_overwritten_byte_by_byte_wherever_it_stands(String in, String out) {
    assertThat(overwritten(in, Syntax.PLAIN, "hunter2!")).isEqualTo(out);
  }

  @Test
  void what_overlaps_or_holds_another_is_overwritten_as_a_whole() {
    assertThat(overwritten("abcabcabc", Syntax.PLAIN, "abcabc")).isEqualTo("*********");
    assertThat(overwritten("x secret-long y", Syntax.PLAIN, "secret", "secret-long"))
        .isEqualTo("x *********** y");
  }

  @Test
  void a_letter_of_more_bytes_becomes_as_many_asterisks() {
    assertThat(overwritten("pässwörd", Syntax.PLAIN, "pässwörd")).isEqualTo("**********");
  }

  @Test
  void an_escaped_text_is_found_at_every_depth() {
    var secret = "pa\"ss\\wörd";
    var once = StoreFolder.quoted(secret);
    var twice = StoreFolder.quoted("{\"a\":" + once + "}");
    var thrice = StoreFolder.quoted("{\"b\":" + twice + "}");

    for (var json : java.util.List.of(once, twice, thrice)) {
      var now = overwritten(json, Syntax.JSON, secret);
      assertThat(now).hasSize(json.getBytes(UTF_8).length).doesNotContain("ss").contains("****");
      assertThat(tools.jackson.databind.json.JsonMapper.shared().readTree(now).isString()).isTrue();
      assertThat(overwritten("log: " + json, Syntax.PLAIN, secret)).doesNotContain("ss");
    }
    assertThat(overwritten("\"p\\u00e4ss\\u0077\\uD83D\\uDE00\"", Syntax.JSON, "pässw😀"))
        .isEqualTo("\"" + "*".repeat(27) + "\"");
  }

  @Test
  void json_stays_json() {
    assertThat(overwritten("{\"a\":\"x\\nabcdef\"}", Syntax.JSON, "nabcdef"))
        .isEqualTo("{\"a\":\"x\\nabcdef\"}");
    assertThat(overwritten("{\"a\":\"{\\\"b\\\":\\\"x\\\\nabcdef\\\"}\"}", Syntax.JSON, "nabcdef"))
        .isEqualTo("{\"a\":\"{\\\"b\\\":\\\"x*********\\\"}\"}");
    assertThat(overwritten("{\"secret\":\"secret\",\"n\":1}", Syntax.JSON, "secret"))
        .isEqualTo("{\"******\":\"******\",\"n\":1}");
    assertThat(overwritten("{\"a\":\"b\",\"c\":true}", Syntax.JSON, "\",\"c\":"))
        .isEqualTo("{\"a\":\"b\",\"c\":true}");
  }

  @Test
  void a_file_of_any_size_is_overwritten_where_it_stands(@TempDir Path temp) throws Exception {
    var texts = new Overwriting();
    texts.hide("hunter2!");
    var file = temp.resolve("output.log");
    var before = "x".repeat((1 << 20) - 4);
    Files.writeString(file, before + "hunter2!" + before + "hunter2!");
    var inode = Files.getAttribute(file, "unix:ino");

    assertThat(TextFiles.count(file, texts)).isEqualTo(2);
    assertThat(TextFiles.overwrite(file, texts)).isEqualTo(2);

    assertThat(Files.readString(file)).isEqualTo(before + "********" + before + "********");
    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
    assertThat(TextFiles.count(file, texts)).isZero();
  }
}
