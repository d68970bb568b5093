package huikan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who does what in a run.
 *
 * @param admin issues the cycles
 * @param reader of the agency above all that file: asks for reviews and rollups
 * @param reporters who files for an agency; null for an agency without one
 */
record Logins(Login admin, Login reader, Function<String, @Nullable Login> reporters) {

    /** Every login of the demo directory has it. */
    static final String DEMO_SECRET = "huikan-demo";

    private static final String DEMO_PROVINCE = "210000-gov";
    private static final int CELLS = 4;

    /** Those of the demo directory, under one province. */
    static Logins demo(Login admin) {
        return new Logins(
                admin,
                new Login(DEMO_PROVINCE + ".viewer", DEMO_PROVINCE, DEMO_SECRET),
                agency -> new Login(agency, agency, DEMO_SECRET));
    }

    /**
     * Those of a file: a line is login, agency, role and secret, separated by tabs, as in the accounts file of the gateway but
     * for the secret, which is not encoded.
     *
     * @throws Trouble when it is not such a file
     */
    static Logins read(Login admin, Path file) {
        Map<String, Login> reporters = new LinkedHashMap<>();
        Login reader = null;
        for (String line : lines(file)) {
            String[] cells = line.split("\t", -1);
            if (cells.length != CELLS) {
                throw new Trouble(file
                        + ": a line is login, agency, role and secret, separated by tabs; one begins with " + cells[0]);
            }
            Login login = new Login(cells[0], cells[1], cells[3]);
            switch (cells[2]) {
                case "REPORTER" -> reporters.put(login.agency(), login);
                case "VIEWER" -> reader = login;
                default -> throw new Trouble(file + ": bench uses REPORTER and VIEWER, not " + cells[2]);
            }
        }
        if (reader == null || reporters.isEmpty()) {
            throw new Trouble(
                    file + " needs a VIEWER of the agency above, and a REPORTER of each agency that is to file");
        }
        return new Logins(admin, reader, reporters::get);
    }

    private static Iterable<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new Trouble("the logins in " + file + " cannot be read", unreadable);
        }
    }

    /** The agency that all who file are under. */
    String top() {
        return reader.agency();
    }

    Optional<Login> reporter(String agency) {
        return Optional.ofNullable(reporters.apply(agency));
    }
}
