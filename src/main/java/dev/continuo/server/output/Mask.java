package dev.continuo.server.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a {@code *} in the place of each byte of a secret, so that everything else stays where it
 * is. A secret is known as it is, as JSON and Base64 write it, and by its lines when it has
 * several. Immutable.
 */
public final class Mask {
  /** Of a secret of several lines, shorter ones stand in other texts as well. */
  private static final int LINE_BYTES_MIN = 8;

  public static final Mask NOTHING = new Mask(List.of());

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final List<byte[]> forms;
  private final boolean[] begins = new boolean[256];
  private final int longest;

  private Mask(List<byte[]> forms) {
    this.forms = forms;
    forms.forEach(form -> begins[form[0] & 0xFF] = true);
    longest = forms.stream().mapToInt(form -> form.length).max().orElse(0);
  }

  public static Mask of(Collection<String> secrets) {
    var forms = new TreeSet<String>();
    secrets.forEach(secret -> add(secret, forms));
    return new Mask(forms.stream().map(form -> form.getBytes(UTF_8)).toList());
  }

  private static void add(String secret, Set<String> forms) {
    forms.add(secret);
    var json = JSON.writeValueAsString(secret);
    forms.add(json.substring(1, json.length() - 1));
    var bytes = secret.getBytes(UTF_8);
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    if (secret.indexOf('\n') >= 0) {
      secret.lines().filter(line -> line.length() >= LINE_BYTES_MIN).forEach(forms::add);
    }
  }

  /** How many bytes before and after a piece of a text decide what is masked in it. */
  public int margin() {
    return Math.max(0, longest - 1);
  }

  /** Masks the bytes where they stand. */
  public void apply(byte[] bytes) {
    for (var match : matches(bytes)) {
      for (int i = match.from; i < match.to; i++) {
        bytes[i] = '*';
      }
    }
  }

  public String apply(String text) {
    if (forms.isEmpty() || text.isEmpty()) {
      return text;
    }
    var bytes = text.getBytes(UTF_8);
    if (matches(bytes).isEmpty()) {
      return text;
    }
    apply(bytes);
    return new String(bytes, UTF_8);
  }

  private record Match(int from, int to) {}

  /** All of them, overlapping ones too: each is found in what was there, not in what is masked. */
  private List<Match> matches(byte[] bytes) {
    var matches = new ArrayList<Match>();
    for (int i = 0; i < bytes.length && !forms.isEmpty(); i++) {
      if (begins[bytes[i] & 0xFF]) {
        for (var form : forms) {
          if (stands(form, bytes, i, form.length)) {
            matches.add(new Match(i, i + form.length));
          }
        }
      }
    }
    return matches;
  }

  /**
   * How many bytes at the end may be the beginning of a secret whose rest follows; not those that
   * are masked in any case.
   */
  public int begun(byte[] bytes) {
    for (int from = Math.max(0, bytes.length - margin()); from < bytes.length; from++) {
      var left = bytes.length - from;
      if (begins[bytes[from] & 0xFF] && begun(bytes, from)) {
        var masked = matches(bytes).stream().mapToInt(Match::to).max().orElse(0);
        return Math.min(left, bytes.length - masked);
      }
    }
    return 0;
  }

  private boolean begun(byte[] bytes, int from) {
    var left = bytes.length - from;
    for (var form : forms) {
      if (form.length > left && stands(form, bytes, from, left)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(byte[] form, byte[] bytes, int at, int length) {
    if (bytes.length - at < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != form[i]) {
        return false;
      }
    }
    return true;
  }
}
