package huikan.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param home the checkout
 * @param out where the findings go
 * @param seconds that each part is measured
 */
record Options(Path home, Path out, int seconds) {

    private static final int DEFAULT_SECONDS = 20;

    static Options parse(Path home, List<String> words) {
        Path out = Path.of("bench-results");
        int seconds = DEFAULT_SECONDS;
        for (Iterator<String> word = words.iterator(); word.hasNext(); ) {
            String option = word.next();
            if (!word.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value, or is no option of bench");
            }
            String value = word.next();
            switch (option) {
                case "--out" -> out = Path.of(value);
                case "--seconds" -> seconds = seconds(value);
                default -> throw new IllegalArgumentException("bench has no option " + option);
            }
        }
        return new Options(home, out.toAbsolutePath().normalize(), seconds);
    }

    private static int seconds(String word) {
        try {
            int seconds = Integer.parseInt(word);
            if (seconds > 0) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new IllegalArgumentException("--seconds takes a number from 1 on, not " + word);
    }

    Duration time() {
        return Duration.ofSeconds(seconds);
    }
}
