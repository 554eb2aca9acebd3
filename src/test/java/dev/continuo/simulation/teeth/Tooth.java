package dev.continuo.simulation.teeth;

import dev.continuo.simulation.Assembly;
import java.util.function.Supplier;

/** The planted faults. */
enum Tooth {
  FENCE_STANDS_STILL("a new turn gets the fence of the last", RuleFaults::fenceStandsStill),
  REPORTS_IGNORE_THE_FENCE(
      "the end of an old turn is taken for the end of the newest",
      RuleFaults::reportsIgnoreTheFence),
  EFFECTS_BEFORE_THE_COMMIT(
      "effects are released before their batch is written", HostFaults::effectsBeforeTheCommit),
  WAKE_UP_LOST(
      "a task with two needs is not told when the last is satisfied", RuleFaults::wakeUpLost),
  NEED_COUNTED_TWICE("a satisfied need is counted twice", HostFaults::needCountedTwice),
  ONE_LATCH_OPENS_ALL("the first gate that passes opens all gates", RuleFaults::oneLatchOpensAll),
  LIMIT_CHECKED_LATE("the server's limit is checked after a start", HostFaults::limitCheckedLate),
  LOCK_FREE_BEFORE_THE_SWEEP(
      "a lock is free when its holder's turn ends, not when it is swept",
      HostFaults::lockFreeBeforeTheSweep),
  LEASE_FREE_BEFORE_THE_SWEEP(
      "a value of a resource is free when its holder's turn ends, not when it is swept",
      HostFaults::leaseFreeBeforeTheSweep),
  LEASE_FREE_BEFORE_THE_VERDICT(
      "what an attempt was given until it is verified is free when its turn is swept",
      HostFaults::leaseFreeBeforeTheVerdict),
  UNDO_FORGETS_THE_QUEUE("an undo does not reach the queue", HostFaults::undoForgetsTheQueue),
  REPETITION_CARRIED_OUT(
      "a repeated request is carried out again", HostFaults::repetitionCarriedOut),
  SWEEP_ONLY_CONFIRMED(
      "a worker confirms a sweep that it has not made", HostFaults::sweepOnlyConfirmed),
  PAUSED_RUN_STARTS("tasks of a paused run start", HostFaults::pausedRunStarts),
  VERDICT_OF_ANOTHER_ATTEMPT(
      "a check of an earlier attempt goes on and opens the gate of a later one",
      RuleFaults::verdictOfAnotherAttempt),
  UNKNOWN_TAKEN_FOR_FAILED(
      "a commit whose answer was lost is undone without a look at the log",
      HostFaults::unknownTakenForFailed),
  FAILED_TAKEN_FOR_COMMITTED(
      "a failed commit is acknowledged", HostFaults::failedTakenForCommitted),
  CHANGED_NEEDS_FORGOTTEN(
      "a task whose needs were changed goes by the old ones", HostFaults::changedNeedsForgotten),
  CHANGE_REACHES_THE_STARTED(
      "a task that is running can still be changed", RuleFaults::changeReachesTheStarted),
  FAILED_TASK_TAKEN_OVER(
      "what an earlier run has not done is taken over with the rest",
      RuleFaults::failedTaskTakenOver),
  CONDITION_TAKEN_FOR_TRUE(
      "a task whose condition is false is done nevertheless", RuleFaults::conditionTakenForTrue),
  UNTIL_TAKEN_FOR_TRUE(
      "a task is done that is not what it was to be done until", RuleFaults::untilTakenForTrue),
  GROUP_TAKEN_FOR_DONE("a group is done of which a member failed", RuleFaults::groupTakenForDone),
  FOLLOWER_IS_DONE("a task is done that is to be skipped with another", RuleFaults::followerIsDone),
  ASKED_OF_NOBODY("a task is done whose question nobody has answered", RuleFaults::askedOfNobody),
  APPROVED_BY_NOBODY("a task starts whose start nobody has approved", RuleFaults::approvedByNobody),
  FAILURE_TAKEN_FOR_ACKNOWLEDGED(
      "a delivery that failed is taken for acknowledged",
      DeliveryFaults::failureTakenForAcknowledged),
  ONE_ID_FOR_ALL_FACTS(
      "two facts are delivered under the same id", DeliveryFaults::oneIdForAllFacts),
  NEXT_DELIVERY_FORGOTTEN(
      "what waits behind an acknowledged delivery is forgotten",
      DeliveryFaults::nextDeliveryForgotten),
  CANCEL_REACHES_THE_SUCCEEDED(
      "a succeeded task can still be cancelled", RuleFaults::cancelReachesTheSucceeded);

  private final String says;

  @SuppressWarnings("ImmutableEnumChecker") // references to static methods hold nothing
  private final Supplier<Assembly> assembly;

  Tooth(String says, Supplier<Assembly> assembly) {
    this.says = says;
    this.assembly = assembly;
  }

  String says() {
    return says;
  }

  Supplier<Assembly> assembly() {
    return assembly;
  }
}
