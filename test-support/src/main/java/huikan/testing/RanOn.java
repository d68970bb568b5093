package huikan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Leaves word of what the tests ran on and what they could not run on, which {@code ./huikan test} prints at its end. */
public final class RanOn {

    private static final Path FILE = Path.of("target", "ran-on.txt");

    private RanOn() {}

    /**
     * @param what could not be run
     * @param why for a person, on one line
     */
    public static void notRun(String what, String why) {
        tell("NOT RUN   " + what + ": " + why);
    }

    static void tell(String line) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
