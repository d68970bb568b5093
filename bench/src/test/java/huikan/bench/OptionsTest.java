package huikan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.bench.Options.Elsewhere;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static Options parse(String words, Map<String, String> environment) {
        return Options.parse(Path.of("/home"), words.isEmpty() ? List.of() : List.of(words.split(" ")), environment);
    }

    @Test
    void without_options_a_suite_of_its_own_is_measured_once() {
        Options options = parse("", Map.of());
        assertThat(options.length()).isEqualTo(Duration.ofSeconds(20));
        assertThat(options.runs()).isEqualTo(1);
        assertThat(options.elsewhere()).isNull();
        assertThat(options.out()).isEqualTo(Path.of("bench-results").toAbsolutePath());
    }

    @Test
    void a_length_is_in_seconds_or_minutes() {
        assertThat(parse("--for 12s", Map.of()).length()).isEqualTo(Duration.ofSeconds(12));
        assertThat(parse("--for 5m --runs 3", Map.of()).length()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_suite_elsewhere_has_an_administrator() {
        Options options =
                parse("--url http://127.0.0.1:8080 --user admin --password s3cret --logins some.tsv", Map.of());
        assertThat(options.elsewhere())
                .isEqualTo(new Elsewhere(
                        URI.create("http://127.0.0.1:8080/"), new Login("admin", "", "s3cret"), Path.of("some.tsv")));
    }

    @Test
    void the_administrator_may_stand_in_the_environment_and_the_command_line_goes_before_it() {
        Map<String, String> environment = Map.of(Options.USER, "admin", Options.PASSWORD, "s3cret");
        assertThat(parse("--url https://suite.example", environment).elsewhere())
                .isEqualTo(new Elsewhere(URI.create("https://suite.example/"), new Login("admin", "", "s3cret"), null));
        assertThat(parse("--url https://suite.example --user root", environment).elsewhere())
                .isEqualTo(new Elsewhere(URI.create("https://suite.example/"), new Login("root", "", "s3cret"), null));
    }

    @Test
    void what_the_environment_has_is_no_reason_to_leave_the_own_suite() {
        assertThat(parse("", Map.of(Options.USER, "admin", Options.PASSWORD, "s3cret"))
                        .elsewhere())
                .isNull();
    }

    @Test
    void the_command_that_is_reported_asks_for_the_same_and_has_no_secret() {
        assertThat(parse("--runs 3 --for 5m", Map.of()).command()).isEqualTo("./huikan bench --for 300s --runs 3");
        assertThat(parse("--url http://127.0.0.1:8080 --user admin --password s3cret", Map.of())
                        .command())
                .isEqualTo("./huikan bench --for 20s --url http://127.0.0.1:8080/");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds 12 | bench has no option --seconds; ./huikan help lists them",
                "12s | bench has no option 12s; ./huikan help lists them",
                "--for | --for needs a value",
                "--for soon | --for takes a length from 1s to 1h, e.g. 12s or 5m, not soon",
                "--for 12 | --for takes a length from 1s to 1h, e.g. 12s or 5m, not 12",
                "--for -5s | --for takes a length from 1s to 1h, e.g. 12s or 5m, not -5s",
                "--for 0s | --for takes a length from 1s to 1h, e.g. 12s or 5m, not 0s",
                "--for 2h | --for takes a length from 1s to 1h, e.g. 12s or 5m, not 2h",
                "--for 999999999999999d | --for takes a length from 1s to 1h, e.g. 12s or 5m, not 999999999999999d",
                "--runs many | --runs takes a number from 1 to 100, not many",
                "--runs 0 | --runs takes a number from 1 to 100, not 0",
                "--runs -1 | --runs takes a number from 1 to 100, not -1",
                "--user admin | --user is for a suite elsewhere: --url is missing",
                "--logins f | --logins is for a suite elsewhere: --url is missing",
                "--url http://h:1 | --url needs the administrator there, who issues the cycles that are filed in: --user and --password, or HUIKAN_BENCH_USER and HUIKAN_BENCH_PASSWORD in the environment",
                "--url http://h:1 --user admin | --url needs the administrator there, who issues the cycles that are filed in: --user and --password, or HUIKAN_BENCH_USER and HUIKAN_BENCH_PASSWORD in the environment",
                "--url h:1 --user a --password b | --url takes http://host:port or https://host:port, not h:1",
                "--url ftp://h:1 --user a --password b | --url takes http://host:port or https://host:port, not ftp://h:1",
                "--url http://h:1/api --user a --password b | --url takes http://host:port or https://host:port, not http://h:1/api",
                "--url http://a:b@h:1 --user a --password b | --url takes http://host:port or https://host:port, not http://a:b@h:1",
                "--url http:// --user a --password b | --url takes http://host:port or https://host:port, not http://",
            })
    void what_is_not_understood_is_refused_in_one_sentence(String words, String sentence) {
        assertThatThrownBy(() -> parse(words, Map.of()))
                .isInstanceOf(Trouble.class)
                .hasMessage(sentence);
    }
}
