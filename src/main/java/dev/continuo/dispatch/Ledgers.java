package dev.continuo.dispatch;

import dev.continuo.dispatch.Ledger.Claim;
import dev.continuo.task.Lease;
import dev.continuo.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registered ledgers by their names: what is asked of a claim is asked of its own ledger. */
final class Ledgers {
  private final Map<String, Ledger> all = new LinkedHashMap<>();

  void register(Ledger ledger) {
    if (all.putIfAbsent(ledger.name(), ledger) != null) {
      throw new IllegalStateException("bug: two ledgers are called " + ledger.name());
    }
  }

  /** What the task needs for its start and does not have yet; equal for equal needs. */
  List<Claim> claims(Task task) {
    var claims = new ArrayList<Claim>();
    all.values().forEach(ledger -> add(ledger.claims(task), claims));
    if (!claims.isEmpty() && !task.leases().isEmpty()) {
      var carried = task.carried();
      claims.removeIf(claim -> has(carried, claim));
    }
    return List.copyOf(claims);
  }

  private static void add(Collection<Claim> some, List<Claim> claims) {
    if (!some.isEmpty()) {
      claims.addAll(some);
    }
  }

  private static boolean has(List<Lease> carried, Claim claim) {
    return carried.stream()
            .filter(lease -> lease.ledger().equals(claim.account().ledger()))
            .filter(lease -> lease.key().equals(claim.account().key()))
            .count()
        >= claim.count();
  }

  boolean free(Claim claim) {
    return of(claim).free(claim);
  }

  Ledger.Shortage explain(Claim claim) {
    return of(claim).explain(claim);
  }

  /** All that the task has from its start on: what it has already, and a share for each claim. */
  List<Lease> grants(Task task) {
    var claims = claims(task);
    if (claims.isEmpty()) {
      return task.carried();
    }
    var grants = new ArrayList<>(task.carried());
    for (var claim : claims) {
      var account = claim.account();
      for (var value : of(claim).grant(claim)) {
        grants.add(new Lease(account.ledger(), account.key(), value, claim.until()));
      }
    }
    return grants;
  }

  private Ledger of(Claim claim) {
    var ledger = all.get(claim.account().ledger());
    if (ledger == null) {
      throw new IllegalStateException("bug: no ledger is called " + claim.account().ledger());
    }
    return ledger;
  }
}
