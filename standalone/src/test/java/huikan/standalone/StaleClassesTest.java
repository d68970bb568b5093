package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Before a build {@code ./huikan} takes away what was compiled before something that it needs. Here {@code service} needs {@code
 * events}, and its tests need {@code support}.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class StaleClassesTest {

    private static final List<String> MODULES = List.of("events", "support", "service");

    @TempDir
    Path home;

    @BeforeEach
    void aProjectThatIsBuilt() throws IOException {
        Files.copy(Path.of("..", "huikan"), home.resolve("huikan"));
        write("pom.xml", "<project/>", 1);
        for (String module : MODULES) {
            write(module + "/pom.xml", "<project>\n" + needs(module) + "</project>\n", 1);
            compiled(module, "classes", "compile", 2);
            compiled(module, "test-classes", "testCompile", 4);
        }
    }

    private static String needs(String module) {
        return module.equals("service") ? dependency("events", "compile") + dependency("support", "test") : "";
    }

    private static String dependency(String module, String scope) {
        return """
                <dependency>
                  <groupId>huikan</groupId>
                  <artifactId>%s</artifactId>
                  <scope>%s</scope>
                </dependency>
                """.formatted(module, scope);
    }

    /** What the compiler leaves, the classes at one second and the list of them at the next. */
    private void compiled(String module, String classes, String goal, int second) {
        write(module + "/target/" + classes + "/Some.class", "", second);
        write(
                module + "/target/maven-status/maven-compiler-plugin/" + goal + "/default-" + goal
                        + "/createdFiles.lst",
                "",
                second + 1);
    }

    private void write(String file, String text, int second) {
        try {
            Path path = home.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(1_700_000_000L + second)));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void discard() throws IOException, InterruptedException {
        Process script = new ProcessBuilder("bash", "-c", "source ./huikan help && discard_stale")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).isZero();
    }

    private List<String> left() {
        return MODULES.stream()
                .flatMap(module -> List.of(module + "/target/classes", module + "/target/test-classes").stream())
                .filter(classes -> Files.exists(home.resolve(classes)))
                .toList();
    }

    @Test
    void what_is_newer_than_all_that_it_needs_stays() throws Exception {
        List<String> before = left();
        discard();
        assertThat(left()).hasSize(6).isEqualTo(before);
    }

    @Test
    void what_was_compiled_before_what_it_needs_goes_with_its_tests() throws Exception {
        compiled("events", "classes", "compile", 6);
        compiled("events", "test-classes", "testCompile", 8);
        discard();
        assertThat(left())
                .containsExactly(
                        "events/target/classes",
                        "events/target/test-classes",
                        "support/target/classes",
                        "support/target/test-classes");
    }

    @Test
    void tests_alone_go_where_they_alone_need_it() throws Exception {
        compiled("support", "test-classes", "testCompile", 6);
        discard();
        assertThat(left())
                .contains("service/target/classes", "support/target/test-classes")
                .doesNotContain("service/target/test-classes")
                .hasSize(5);
    }

    @Test
    void tests_go_that_are_older_than_what_they_test() throws Exception {
        compiled("support", "classes", "compile", 6);
        discard();
        assertThat(left())
                .contains("support/target/classes", "service/target/classes")
                .doesNotContain("support/target/test-classes", "service/target/test-classes")
                .hasSize(4);
    }

    @Test
    void everything_goes_that_is_older_than_the_versions_of_all() throws Exception {
        write("pom.xml", "<project/>", 9);
        discard();
        assertThat(left()).isEmpty();
    }

    @Test
    void of_a_module_that_was_never_compiled_nothing_is_asked() throws Exception {
        write("bare/pom.xml", "<project>\n" + dependency("events", "compile") + "</project>\n", 9);
        discard();
        assertThat(left()).hasSize(6);
    }
}
