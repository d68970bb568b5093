package huikan.analytics.rollup;

import huikan.analytics.rollup.MillionFilings.Filing;
import huikan.events.Superior;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * What somebody would do who had PostgreSQL and no rollups: a row a filing with a column an indicator, the superiors beside it, and
 * an index for what is asked; and a materialized view with the sums of each agency in each cycle.
 */
final class Postgres implements AutoCloseable {

    private static final List<String> LEVELS = List.of("province", "city", "county");
    private static final List<String> COLUMNS =
            IntStream.range(0, MillionFilings.COUNTS).mapToObj(i -> "i" + i).toList();
    private static final String SUMS =
            COLUMNS.stream().map(one -> "sum(" + one + ") as " + one).collect(Collectors.joining(", "));

    private final Connection connection;

    Postgres(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
        run("drop table if exists filing cascade");
        run("create table filing (id text primary key, cycle int, agency text, province text, city text, county text,"
                + " received timestamptz, ended timestamptz, approved timestamptz, "
                + COLUMNS.stream().map(one -> one + " bigint").collect(Collectors.joining(", ")) + ")");
        run("create index on filing (cycle, province, received)");
        run("create index on filing (cycle, city, received)");
        run("create index on filing (cycle, county, received)");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** By {@code COPY}, which is the fastest there is. */
    void file(List<Filing> filed) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        for (Filing one : filed) {
            List<Object> row =
                    new ArrayList<>(List.of(one.id(), one.cycle(), one.agency().code(), MillionFilings.PROVINCE));
            for (int level = 1; level < LEVELS.size(); level++) {
                row.add(at(one, level));
            }
            row.addAll(List.of(one.receivedAt(), "\\N", one.approvedAt() == null ? "\\N" : one.approvedAt()));
            for (long figure : one.figures()) {
                row.add(figure);
            }
            rows.append(row.stream().map(String::valueOf).collect(Collectors.joining("\t")))
                    .append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy filing from stdin",
                        new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The superior of that level, or the agency itself. */
    private static String at(Filing one, int level) {
        String title = LEVELS.get(level).toUpperCase(Locale.ROOT);
        if (one.agency().level().name().equals(title)) {
            return one.agency().code();
        }
        return one.agency().path().stream()
                .filter(above -> above.level().name().equals(title))
                .map(Superior::agency)
                .findFirst()
                .orElse("\\N");
    }

    void settle() throws SQLException {
        run("vacuum analyze filing");
    }

    Duration refresh(boolean first) throws SQLException {
        long begun = System.nanoTime();
        if (first) {
            String levels = LEVELS.stream()
                    .map(one -> "select cycle, " + one + " as agency, count(*) as filings, " + SUMS
                            + " from filing where ended is null and " + one + " is not null group by 1, 2")
                    .collect(Collectors.joining(" union all "));
            run("create materialized view rollup as " + levels);
            run("create unique index on rollup (cycle, agency)");
        } else {
            run("refresh materialized view concurrently rollup");
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    long bytes() throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement("select pg_database_size(current_database())");
                ResultSet found = asked.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }

    void rollup(int cycle) throws SQLException {
        ask("select count(*), " + SUMS + " from filing where cycle = ? and province = 'p' and ended is null", cycle);
    }

    void rollupOfView(int cycle) throws SQLException {
        ask("select * from rollup where cycle = ? and agency = 'p'", cycle);
    }

    void children(int cycle) throws SQLException {
        ask(
                "select city, count(*), " + SUMS
                        + " from filing where cycle = ? and province = 'p' and ended is null group by city",
                cycle);
    }

    void ranking(int cycle) throws SQLException {
        ask(
                "select county, rank() over (order by sum(i0)::numeric / nullif(sum(i1), 0) desc nulls last), sum(i0), sum(i1)"
                        + " from filing where cycle = ? and province = 'p' and ended is null and county is not null group by county",
                cycle);
    }

    void series(int first) throws SQLException {
        ask(
                "select cycle, sum(i0) from filing where cycle between ? and ? + 4 and province = 'p' and ended is null"
                        + " group by cycle order by cycle",
                first,
                first);
    }

    void asOf(int cycle) throws SQLException {
        Timestamp at = Timestamp.from(MillionFilings.middle(cycle));
        ask(
                "select city, count(*), " + SUMS + " from filing where cycle = ? and province = 'p' and received <= ?"
                        + " and (ended is null or ended > ?) group by city",
                cycle,
                at,
                at);
    }

    void lineage(int cycle) throws SQLException {
        ask(
                "select id, agency, i0 from filing where cycle = ? and province = 'p' and ended is null"
                        + " order by i0 desc, id limit 50",
                cycle);
    }

    private void ask(String sql, Object... values) throws SQLException {
        try (PreparedStatement asked = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                asked.setObject(i + 1, values[i]);
            }
            try (ResultSet found = asked.executeQuery()) {
                int rows = 0;
                while (found.next()) {
                    rows++;
                }
                if (rows == 0) {
                    throw new IllegalStateException("nothing found: " + sql);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
