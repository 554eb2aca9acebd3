package dev.continuo.journal;

/** What the parts of the contract need of the journal that they test. */
public interface JournalOpened {
  /** The store, with all that was ever committed to it, whoever else has it open. */
  Journal open(Core core);

  /** The same; it is closed after the test. */
  Journal opened(Core core);
}
