package dev.continuo.journal;

class MemoryJournalTest extends JournalContract {
  private final MemoryJournal journal = new MemoryJournal();

  @Override
  protected Journal open(Core core) {
    return journal;
  }

  @Override
  protected Reader reader(Journal memory, Core core) {
    return new MemoryReader(journal, new EventHomes(core.tables()));
  }
}
