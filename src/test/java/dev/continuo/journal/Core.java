package dev.continuo.journal;

import dev.continuo.Features;
import dev.continuo.engine.Engine;
import dev.continuo.engine.Feature;
import dev.continuo.engine.Row;
import dev.continuo.engine.Table;
import dev.continuo.engine.Tables;
import dev.continuo.journal.codec.Codec;
import dev.continuo.journal.codec.Lifts;
import dev.continuo.journal.codec.Vocabulary;
import dev.continuo.journal.columns.Columns;
import dev.continuo.journal.columns.TableColumns;
import dev.continuo.run.Runs;
import dev.continuo.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The engine with all features, as the program wires them, without a host. */
public record Core(Tables tables, Tasks tasks, Runs runs, Engine engine, Codec codec) {
  public static Core fresh() {
    return fresh(Lifts.NONE);
  }

  public static Core fresh(Lifts lifts) {
    var features = Features.create();
    return of(features, features.engine(), lifts);
  }

  private static Core of(Features features, Engine engine, Lifts lifts) {
    var codec = new Codec(Vocabulary.of(features.tables(), engine.features()), lifts);
    return new Core(features.tables(), features.tasks(), features.runs(), engine, codec);
  }

  /** With one feature more. */
  public record WithTickets(Core core, Tickets tickets) {
    public static WithTickets fresh() {
      var features = Features.create();
      var tickets = new Tickets(features.tables());
      var all = new ArrayList<Feature<?, ?>>(features.inOrder());
      all.add(tickets);
      var engine = new Engine(features.tables(), all);
      return new WithTickets(of(features, engine, Lifts.NONE), tickets);
    }
  }

  /** The columns of all tables, that of the tickets too. */
  public static List<TableColumns<?, ?>> columns() {
    var columns = new ArrayList<TableColumns<?, ?>>(Columns.ALL);
    columns.add(Tickets.COLUMNS);
    return columns;
  }

  /** All rows of the homes in memory, of runs and of everywhere, by table and key. */
  public Map<String, Row> rows() {
    var rows = new TreeMap<String, Row>();
    for (var table : tables.all()) {
      for (long home = 0; home <= tables.highestHome(); home++) {
        gather(table, home, rows);
      }
    }
    return rows;
  }

  private static <K extends Comparable<K>, R extends Row> void gather(
      Table<K, R> table, long home, Map<String, Row> rows) {
    table.in(home).forEach((key, row) -> rows.put(table.schema().name() + " " + key, row));
  }

  /** Every row that a journal has of runs and of everywhere. */
  public static Map<String, Row> snapshot(Journal journal) {
    var core = fresh();
    journal.loadLive(core.tables);
    for (long home = 1; home <= core.tables.highestHome(); home++) {
      journal.load(core.tables, home);
    }
    return core.rows();
  }
}
