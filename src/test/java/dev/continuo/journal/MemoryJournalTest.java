package dev.continuo.journal;

class MemoryJournalTest extends JournalContract
    implements LeadershipContract, AloneRowsContract, RowQueryContract {
  private final MemoryJournal journal =
      new MemoryJournal(Core.WithTickets.fresh().core().tables(), Core.columns());

  @Override
  public Journal open(Core core) {
    return journal.successor();
  }
}
