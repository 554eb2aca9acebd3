package dev.continuo.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  private static boolean meet(String one, String other) {
    var meets = new Glob(one).meets(new Glob(other));
    assertThat(new Glob(other).meets(new Glob(one))).isEqualTo(meets);
    return meets;
  }

  @ParameterizedTest
  @CsvSource({
    "src/*.java, src/A.java, true",
    "src/*.java, src/a/A.java, false",
    "src/**, src/a/A.java, true",
    "src, src/a/A.java, true",
    "./src/, src/A.java, true",
    "src, srcs/A.java, false",
    "**/x.java, x.java, true",
    "a/**/b/**/c, a/1/b/c, true",
    "a/**/b/**/c, a/1/b/d, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "Makefile, Makefile, true",
    "a*b*c, aXbYbZc, true"
  })
  void a_path_belongs_to_it_or_not(String glob, String path, boolean matches) {
    assertThat(new Glob(glob).matches(path)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a",
    "./a, a",
    "a/, a",
    "src, src/a/b.java",
    "src/, src/a",
    "*, a",
    "*.java, a.java",
    "?, a",
    "a?c, abc",
    "a*c, ac",
    "a*, *c",
    "*a*, *b*",
    "src/*.java, src/A*",
    "src/*/, src/a/b",
    "src/*, src/a",
    "Makefile, Makefile",
    "v1.2/, v1.2/a",
    "**, a/b/c",
    "src/**, src/a",
    "src/**, src/a/b",
    "src/**/x.java, src/x.java",
    "src/**/x.java, src/a/b/x.java",
    "**/x.java, x.java",
    "**/x.java, a/x.java",
    "**/test/**, src/test/A.java",
    "a/**/b/**/c, a/b/c",
    "a/**/z, **/y/z",
    "app/[id]/page, app/[id]/page"
  })
  void one_path_can_belong_to_both(String one, String other) {
    assertThat(meet(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a, b",
    "a, ab",
    "src, srcs/a",
    "src/*, src/a/b",
    "v1.2, v1.2/a",
    "src/a.java, src/a.java/b.java",
    "*.java, *.md",
    "src/*.java, test/*.java",
    "?, ab",
    "a?c, a/c",
    "src/a/**, src/b/**",
    "src/**/x.java, src/y.java",
    "src/**/x.java, src/ax.java",
    "**/x.java, a/xx.java",
    "a/**/b.c, a/xb.c",
    "app/[id]/page, app/i/page"
  })
  void no_path_can_belong_to_both(String one, String other) {
    assertThat(meet(one, other)).isFalse();
  }

  @Test
  void many_signs_take_no_longer_than_both_lengths_multiplied() {
    assertThat(meet("**a".repeat(100), "**b".repeat(99) + "**a")).isTrue();
    assertThat(meet("*a".repeat(150), "*b".repeat(149) + "*/")).isTrue();
    assertThat(meet("*a".repeat(149) + ".x", "*b".repeat(149) + ".y")).isFalse();
  }
}
