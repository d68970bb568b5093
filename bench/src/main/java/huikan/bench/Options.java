package huikan.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * What was asked for on the command line.
 *
 * @param home the checkout
 * @param out where the report goes
 * @param length of each part that is measured
 * @param runs how often the whole is measured
 * @param elsewhere the suite to measure; null for one of its own
 */
record Options(
        Path home,
        Path out,
        Duration length,
        int runs,
        @Nullable Elsewhere elsewhere) {

    static final String USER = "HUIKAN_BENCH_USER";
    static final String PASSWORD = "HUIKAN_BENCH_PASSWORD";

    private static final List<String> KNOWN =
            List.of("--out", "--for", "--runs", "--url", "--user", "--password", "--logins");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_RUNS = 100;

    /**
     * A suite that runs already.
     *
     * @param admin who issues the cycles that are filed in
     * @param logins a file of those who file and of one who reads; null where those of the demo directory are there
     */
    record Elsewhere(URI address, Login admin, @Nullable Path logins) {}

    /**
     * @param environment may have the administrator's login and secret, which then do not stand in the list of processes
     * @throws Trouble when it is not understood
     */
    static Options parse(Path home, List<String> words, Map<String, String> environment) {
        Map<String, String> given = new TreeMap<>();
        for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
            String option = word.next();
            if (!KNOWN.contains(option)) {
                throw new Trouble("bench has no option " + option + "; ./huikan help lists them");
            }
            if (!word.hasNext()) {
                throw new Trouble(option + " needs a value");
            }
            given.put(option, word.next());
        }
        return new Options(
                home,
                Path.of(given.getOrDefault("--out", "bench-results"))
                        .toAbsolutePath()
                        .normalize(),
                length(given.getOrDefault("--for", "20s")),
                runs(given.getOrDefault("--runs", "1")),
                elsewhere(given, environment));
    }

    private static Duration length(String word) {
        try {
            Duration length = DurationStyle.SIMPLE.parse(word).truncatedTo(ChronoUnit.SECONDS);
            if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) {
                return length;
            }
        } catch (IllegalArgumentException | ArithmeticException noLength) {
            // told below
        }
        throw new Trouble("--for takes a length from 1s to 1h, e.g. 12s or 5m, not " + word);
    }

    private static int runs(String word) {
        try {
            int runs = Integer.parseInt(word);
            if (runs >= 1 && runs <= MOST_RUNS) {
                return runs;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new Trouble("--runs takes a number from 1 to " + MOST_RUNS + ", not " + word);
    }

    private static @Nullable Elsewhere elsewhere(Map<String, String> given, Map<String, String> environment) {
        String url = given.get("--url");
        if (url == null) {
            for (String option : List.of("--user", "--password", "--logins")) {
                if (given.containsKey(option)) {
                    throw new Trouble(option + " is for a suite elsewhere: --url is missing");
                }
            }
            return null;
        }
        String user = given.getOrDefault("--user", environment.getOrDefault(USER, ""));
        String password = given.getOrDefault("--password", environment.getOrDefault(PASSWORD, ""));
        if (user.isEmpty() || password.isEmpty()) {
            throw new Trouble(
                    "--url needs the administrator there, who issues the cycles that are filed in: --user and "
                            + "--password, or " + USER + " and " + PASSWORD + " in the environment");
        }
        String logins = given.get("--logins");
        return new Elsewhere(address(url), new Login(user, "", password), logins == null ? null : Path.of(logins));
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url);
            boolean isAddress = List.of("http", "https").contains(String.valueOf(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && List.of("", "/").contains(address.getPath())
                    && address.getQuery() == null;
            if (isAddress) {
                return address.resolve("/");
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw new Trouble("--url takes http://host:port or https://host:port, not " + url);
    }

    /** The command that asks for the same, without its secrets. */
    String command() {
        List<String> words = new ArrayList<>(
                List.of("./huikan bench --for", DurationStyle.SIMPLE.print(length, ChronoUnit.SECONDS)));
        if (runs > 1) {
            words.add("--runs " + runs);
        }
        if (elsewhere != null) {
            words.add("--url " + elsewhere.address());
        }
        return String.join(" ", words);
    }
}
