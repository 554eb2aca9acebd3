package dev.continuo.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures a syntax tree before anything works through it that has no limit of its own. */
final class Shape {
  private int macros;

  private Shape() {}

  /** The limit that the tree exceeds, if it exceeds one. */
  static Optional<Limit> exceeded(CelExpr root) {
    var shape = new Shape();
    if (!shape.fits(root, 1)) {
      return Optional.of(Limit.DEPTH);
    }
    return shape.macros > Limit.MACROS.most() ? Optional.of(Limit.MACROS) : Optional.empty();
  }

  private boolean fits(CelExpr node, int depth) {
    if (depth > Limit.DEPTH.most()) {
      return false;
    }
    if (node.exprKind().getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
      macros++;
    }
    for (var below : below(node)) {
      if (!fits(below, depth + 1)) {
        return false;
      }
    }
    return true;
  }

  private static List<CelExpr> below(CelExpr node) {
    var kind = node.exprKind();
    return switch (kind.getKind()) {
      case NOT_SET, CONSTANT, IDENT -> List.of();
      case SELECT -> List.of(kind.select().operand());
      case CALL -> {
        var below = new ArrayList<>(kind.call().args());
        kind.call().target().ifPresent(below::add);
        yield below;
      }
      case LIST -> kind.list().elements();
      case STRUCT -> kind.struct().entries().stream().map(CelExpr.CelStruct.Entry::value).toList();
      case MAP -> {
        var below = new ArrayList<CelExpr>();
        kind.map().entries().forEach(entry -> below.addAll(List.of(entry.key(), entry.value())));
        yield below;
      }
      case COMPREHENSION -> {
        var macro = kind.comprehension();
        yield List.of(
            macro.iterRange(),
            macro.accuInit(),
            macro.loopCondition(),
            macro.loopStep(),
            macro.result());
      }
    };
  }
}
