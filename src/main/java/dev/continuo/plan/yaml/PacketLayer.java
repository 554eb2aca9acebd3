package dev.continuo.plan.yaml;

import static dev.continuo.plan.yaml.ConfigurationGrammar.DIVIDED_FILES;
import static dev.continuo.plan.yaml.ConfigurationGrammar.IDEAL_FILES;
import static dev.continuo.plan.yaml.ConfigurationGrammar.MAX_FILES;
import static dev.continuo.plan.yaml.ConfigurationGrammar.PACKETS;

import dev.continuo.plan.Flaw;
import dev.continuo.plan.Packets;
import dev.continuo.plan.Place;
import dev.continuo.plan.Problem;
import dev.continuo.plan.Problems;
import dev.continuo.plan.Told;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What one file of a project's configuration says of how many files an agent is given. */
record PacketLayer(Optional<Integer> ideal, Optional<Integer> most, Optional<Integer> divided) {
  static PacketLayer read(Optional<Section> section) {
    return new PacketLayer(
        section.flatMap(in -> ConfigurationLayer.whole(in, IDEAL_FILES)),
        section.flatMap(in -> ConfigurationLayer.whole(in, MAX_FILES)),
        section.flatMap(in -> ConfigurationLayer.whole(in, DIVIDED_FILES)));
  }

  /** What all files say together, key by key. */
  static Packets merge(List<ConfigurationLayer> layers, Problems problems) {
    var usual = Packets.USUAL;
    var packets =
        new Packets(
            value(layers, PacketLayer::ideal, usual.ideal()),
            value(layers, PacketLayer::most, usual.most()),
            value(layers, PacketLayer::divided, usual.divided()));
    if (!packets.ordered()) {
      problems.add(
          new Problem(
              Flaw.NUMBER_OUT_OF_RANGE,
              Place.of(layers.getFirst().file()),
              "`%s`: out of order, found %d, %d and %d, must be `%s` ≤ `%s` ≤ `%s`"
                  .formatted(
                      PACKETS.name(),
                      packets.ideal(),
                      packets.most(),
                      packets.divided(),
                      IDEAL_FILES.name(),
                      MAX_FILES.name(),
                      DIVIDED_FILES.name()),
              "a key that is not written is %d, %d or %d"
                  .formatted(usual.ideal(), usual.most(), usual.divided())));
    }
    return packets;
  }

  private static int value(
      List<ConfigurationLayer> layers, Function<PacketLayer, Optional<Integer>> key, int usual) {
    return ConfigurationReader.first(layers, layer -> key.apply(layer.packets()))
        .map(Told::value)
        .orElse(usual);
  }
}
