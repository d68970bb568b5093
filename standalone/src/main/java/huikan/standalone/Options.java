package huikan.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param home the checkout, where the service jars are
 * @param data where everything is kept
 * @param port of the gateway
 * @param kafka an outside broker, or null for one of our own
 * @param store an outside document store, {@link StoreChoice#EMBEDDED}, or null for what {@link StoreChoice} finds
 * @param kafkaPort of the own broker, or 0 for a free one
 * @param storePort of the own store, or 0 for a free one
 */
record Options(
        Path home,
        Path data,
        int port,
        boolean demo,
        int daysAhead,
        @Nullable String kafka,
        @Nullable String store,
        int kafkaPort,
        int storePort) {

    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_DAYS_AHEAD = 3_660;

    static Options parse(Path home, List<String> words) {
        Path data = Path.of("data");
        int port = DEFAULT_PORT;
        boolean demo = false;
        int daysAhead = 0;
        String kafka = null;
        String store = null;
        int kafkaPort = 0;
        int storePort = 0;
        Deque<String> left = new ArrayDeque<>(words);
        while (!left.isEmpty()) {
            String word = left.pop();
            switch (word) {
                case "--demo" -> demo = true;
                case "--days-ahead" -> daysAhead = number(word, value(word, left), 0, MOST_DAYS_AHEAD);
                case "--data" -> data = Path.of(value(word, left));
                case "--port" -> port = port(word, value(word, left));
                case "--kafka" -> kafka = value(word, left);
                case "--store" -> store = store(word, value(word, left));
                case "--kafka-port" -> kafkaPort = port(word, value(word, left));
                case "--store-port" -> storePort = port(word, value(word, left));
                default -> throw new Trouble("there is no option " + word + "; ./huikan help lists them");
            }
        }
        if (daysAhead > 0 && !demo) {
            throw new Trouble("--days-ahead is for trials, with --demo");
        }
        return new Options(
                home, data.toAbsolutePath().normalize(), port, demo, daysAhead, kafka, store, kafkaPort, storePort);
    }

    /** Where the console is, when it was built. */
    Path console() {
        return home.resolve("console/dist");
    }

    private static String store(String option, String word) {
        if (!word.equals(StoreChoice.EMBEDDED)
                && !word.startsWith("mongodb://")
                && !word.startsWith("mongodb+srv://")) {
            throw new Trouble(option + " takes mongodb://… or " + StoreChoice.EMBEDDED + ", not " + word);
        }
        return word;
    }

    private static String value(String option, Deque<String> left) {
        if (left.isEmpty()) {
            throw new Trouble(option + " needs a value");
        }
        return left.pop();
    }

    private static int port(String option, String word) {
        return number(option, word, 1, HIGHEST_PORT);
    }

    private static int number(String option, String word, int least, int most) {
        try {
            int number = Integer.parseInt(word);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new Trouble(option + " takes a number from " + least + " to " + most + ", not " + word);
    }
}
