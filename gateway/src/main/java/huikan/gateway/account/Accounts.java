package huikan.gateway.account;

import huikan.service.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The logins: the administrator, those of a file, and in demo mode five for each agency of the demo directory. */
@Component
public class Accounts {

    private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
    /** Published in the contract; demo mode binds to loopback only. */
    private static final String DEMO_SECRET = "huikan-demo";

    private static final String ADMIN = "admin";

    private final NavigableMap<String, Account> byLogin = new TreeMap<>();

    Accounts(AccountSettings settings, PasswordEncoder encoder) {
        if (settings.demo()) {
            addDemo(encoder.encode(DEMO_SECRET));
        }
        if (!settings.adminSecret().isEmpty()) {
            add(new Account(ADMIN, null, Role.ADMIN, encoder.encode(settings.adminSecret())));
        }
        if (!settings.file().isEmpty()) {
            addFile(Path.of(settings.file()));
        }
        LOG.info("{} logins", byLogin.size());
    }

    public Optional<Account> find(String login) {
        return Optional.ofNullable(byLogin.get(login));
    }

    /** The first of those that fit, by login. */
    public List<Account> after(String login, Predicate<Account> fits, int limit) {
        return byLogin.tailMap(login, false).values().stream()
                .filter(fits)
                .limit(limit)
                .toList();
    }

    private void addDemo(@Nullable String secret) {
        String encoded = String.valueOf(secret);
        add(new Account(ADMIN, null, Role.ADMIN, encoded));
        for (String division : demoDivisions()) {
            for (String org : new String[] {"gov", "ndmo"}) {
                String agency = division + "-" + org;
                add(new Account(agency, agency, Role.REPORTER, encoded));
                for (Role role : new Role[] {Role.REVIEWER, Role.SUPERVISOR, Role.INSPECTOR, Role.VIEWER}) {
                    add(new Account(agency + "." + role.name().toLowerCase(Locale.ROOT), agency, role, encoded));
                }
            }
        }
    }

    private void addFile(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    add(account(file, line.split("\t", -1)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the accounts file " + file + " cannot be read", unreadable);
        }
    }

    private static Account account(Path file, String[] cells) {
        if (cells.length != 4 || !cells[3].startsWith("{")) {
            throw new IllegalStateException(
                    file + ": a line is login, agency, role and {encoded} secret, separated by tabs; one begins with "
                            + cells[0]);
        }
        return new Account(cells[0], cells[1].isEmpty() ? null : cells[1], Role.valueOf(cells[2]), cells[3]);
    }

    private void add(Account account) {
        byLogin.put(account.login(), account);
    }

    private static Iterable<String> demoDivisions() {
        try {
            return new ClassPathResource("demo/divisions.tsv")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> Character.isDigit(line.charAt(0)))
                    .map(line -> line.substring(0, line.indexOf('\t')))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
