package dev.continuo.simulation;

import java.util.ArrayList;
import java.util.List;

/** Runs lives from the command line; {@code scripts/simulate} is the way to call it. */
public final class Simulate {
  private Simulate() {}

  public static void main(String[] arguments) {
    var e = new Exercised();
    long from = Long.parseLong(arguments[0]);
    long to = Long.parseLong(arguments[1]);
    long t = System.nanoTime();
    List<Long> bad = new ArrayList<>();
    for (long s = from; s < to && bad.size() < 5; s++) {
      try {
        Life.live(s, e, new Assembly());
      } catch (Throwable x) {
        bad.add(s);
        System.out.println(s + ": " + x);
        var tr = Trace.last(arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40);
        try {
          Life.live(s, tr, new Exercised(), new Assembly());
        } catch (Throwable y) {
          if (bad.size() == 1) {
            tr.lines().forEach(System.out::println);
            y.printStackTrace(System.out);
          }
        }
      }
    }
    System.out.println(bad + " " + (to - from) * 1e9 / (System.nanoTime() - t) + "/s");
    System.out.println(e.all(Fault.class));
    System.out.println(e.all(Class.class));
    System.out.println(e.all(dev.continuo.engine.Refusal.class));
  }
}
