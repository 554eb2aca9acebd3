package dev.continuo.plan.yaml;

import dev.continuo.plan.yaml.Form.Either;
import dev.continuo.plan.yaml.Form.Glob;
import dev.continuo.plan.yaml.Form.Items;
import dev.continuo.plan.yaml.Form.Name;
import dev.continuo.plan.yaml.Form.Span;
import dev.continuo.plan.yaml.Form.Title;
import dev.continuo.task.FilesPart;
import dev.continuo.task.TagsPart;
import dev.continuo.task.Timeout;
import java.time.Duration;
import java.util.List;

/** What a task says of itself, and what changes nothing of what it does. */
final class RemarkGrammar {
  static final Key<Title> TITLE =
      new Key<>(
          "title",
          new Title(100),
          "`title: Implement the API`",
          "one line that says what it is",
          "its name");
  static final Key<Span> EXPECTED =
      new Key<>(
          "expected",
          new Span(Duration.ofMillis(1), Timeout.MAX),
          "`expected: 20m`",
          "how long an attempt will probably take, for `continuo plan explain`",
          "unknown");
  static final Items TAG_LIST =
      new Items("a name or a list of names", new Name(), TagsPart.TAGS_MAX);
  static final Key<Either> TAGS =
      new Key<>(
          "tags",
          new Either(TAG_LIST.allowed(), List.of(TAG_LIST.each(), TAG_LIST)),
          "`tags: [backend, api]`",
          "a name or a list of names: what it is about",
          "none");
  static final Items FILE_LIST =
      new Items("a glob or a list of globs", new Glob(), FilesPart.GLOBS_MAX);
  static final Key<Either> FILES =
      new Key<>(
          "files",
          new Either(FILE_LIST.allowed(), List.of(FILE_LIST.each(), FILE_LIST)),
          "`files: [\"src/api/**\"]`",
          "a glob or a list of globs below the project: the files that it will touch. `*` and `?`"
              + " stand for characters of a name, `**` for folders too; a folder, such as `src/`"
              + " or `src`, stands for all below it",
          "unknown");

  static final List<Key<?>> REMARKS = List.of(TITLE, EXPECTED, TAGS, FILES);

  private RemarkGrammar() {}
}
