package huikan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {

    private static final Login ADMIN = new Login("admin", "", "s3cret");

    @TempDir
    private Path folder;

    private Logins read(String text) throws IOException {
        return Logins.read(ADMIN, Files.writeString(folder.resolve("logins.tsv"), text));
    }

    @Test
    void a_file_names_who_reads_and_who_files() throws IOException {
        Logins logins = read("""
                # bench
                reads\t990000-gov\tVIEWER\tone

                files\t990100-gov\tREPORTER\ttwo
                """);
        assertThat(logins.admin()).isEqualTo(ADMIN);
        assertThat(logins.top()).isEqualTo("990000-gov");
        assertThat(logins.reader()).isEqualTo(new Login("reads", "990000-gov", "one"));
        assertThat(logins.reporter("990100-gov")).contains(new Login("files", "990100-gov", "two"));
        assertThat(logins.reporter("990200-gov")).isEmpty();
    }

    @Test
    void every_agency_of_the_demo_directory_has_a_reporter() {
        assertThat(Logins.demo(ADMIN).reporter("210902-gov")).map(Login::name).contains("210902-gov");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "reads;990000-gov;VIEWER;one, needs a VIEWER of the agency above",
        "files;990100-gov;REPORTER;two, needs a VIEWER of the agency above",
        "admin;;ADMIN;three, 'bench uses REPORTER and VIEWER, not ADMIN'",
        "files 990100-gov REPORTER two, 'a line is login, agency, role and secret'",
    })
    void a_file_of_something_else_is_refused(String line, String why) {
        assertThatThrownBy(() -> read(line.replace(';', '\t')))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> Logins.read(ADMIN, folder.resolve("none")))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void a_login_does_not_tell_its_secret() {
        assertThat(ADMIN).hasToString("admin");
    }
}
