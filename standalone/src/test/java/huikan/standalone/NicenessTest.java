package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {

    private Process java;

    /** A Java process that waits until it is ended. */
    static final class Waiting {
        public static void main(String[] args) throws IOException {
            System.in.read();
        }
    }

    @BeforeEach
    void start() throws IOException {
        java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        // one of each compiler; of more, some would start later
                        "-XX:ActiveProcessorCount=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .start();
    }

    @AfterEach
    void stop() {
        java.destroyForcibly();
    }

    @Test
    void only_the_better_compiler_comes_later() {
        int own = niceness().get("java");
        await().until(() -> Niceness.raiseCompiler(java.pid()));
        Map<String, Integer> after = niceness();
        assertThat(after.keySet()).anyMatch(NicenessTest::isCompiler);
        assertThat(after).allSatisfy((name, nice) -> assertThat(nice).as(name).isEqualTo(isCompiler(name) ? 10 : own));
    }

    @Test
    void a_whole_process_comes_later_and_what_it_starts_then() {
        await().until(() -> niceness().keySet().stream().anyMatch(NicenessTest::isCompiler));
        Niceness.raise(java.pid(), List.of());
        assertThat(niceness().values()).containsOnly(10);
    }

    @Test
    void threads_that_are_waited_for_stay_where_they_are() {
        await().until(() -> niceness().keySet().stream().anyMatch(NicenessTest::isCompiler));
        int own = niceness().get("java");
        Niceness.raise(java.pid(), List.of("C2 Comp", "nobody"));
        assertThat(niceness())
                .allSatisfy((name, nice) -> assertThat(nice).as(name).isEqualTo(isCompiler(name) ? own : 10));
    }

    @Test
    void one_that_has_ended_is_left_alone() throws InterruptedException {
        java.destroyForcibly().waitFor();
        Niceness.raise(java.pid(), List.of());
    }

    private static boolean isCompiler(String thread) {
        return thread.startsWith("C2 Compiler");
    }

    /** By thread, as proc(5) tells it. */
    private Map<String, Integer> niceness() {
        Map<String, Integer> found = new TreeMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(java.pid()), "task"))) {
            threads.map(Niceness::stat).filter(stat -> !stat.isEmpty()).forEach(stat -> {
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                found.put(name, Niceness.niceness(stat));
            });
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
        return found;
    }
}
