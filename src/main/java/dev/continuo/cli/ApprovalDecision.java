package dev.continuo.cli;

import java.io.IOException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person decides about an approval.
 *
 * @param verb of the interface
 * @param state in which the approval is then
 */
record ApprovalDecision(String verb, String state) {
  static final ApprovalDecision APPROVE = new ApprovalDecision("approve", "approved");
  static final ApprovalDecision REJECT = new ApprovalDecision("reject", "rejected");

  /**
   * Sends it and prints what counts now.
   *
   * @param target the task as it was typed
   * @param body the words that go with it
   * @param round that it is about; null for whatever is asked now
   */
  Exit send(World world, String target, ObjectNode body, @Nullable Integer round)
      throws IOException {
    Targets.checkTask(target);
    if (round != null) {
      body.put("round", round);
    }
    var api = Api.present(world);
    var found = new Targets(world, api).task(target);
    api.post(found.path() + "/" + verb, body);
    api.get(found.path() + "/approvals")
        .path("approvals")
        .valueStream()
        .map(ApprovalView::new)
        .filter(each -> each.state().equals(state))
        .max(Comparator.comparing(ApprovalView::since))
        .ifPresent(decided -> world.output().say(found + ": " + words(decided)));
    return Exit.SUCCEEDED;
  }

  private static String words(ApprovalView decided) {
    return ApprovalView.subject(decided.door())
        + " is "
        + decided.state()
        + " by "
        + decided.text("by");
  }
}
