package dev.continuo.journal;

class MemoryJournalTest extends JournalContract {
  private final MemoryJournal journal = new MemoryJournal(Core.fresh().tables());

  @Override
  protected Journal open(Core core) {
    return journal.successor();
  }
}
