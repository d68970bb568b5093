package huikan.verify;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.trail.Trail;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class VerifyTest {

    @TempDir
    Path folder;

    private String said(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("file.json"), json);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean sound = Verify.isSound(file, new PrintStream(out, true, StandardCharsets.UTF_8));
        return sound + " " + out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_trail_is_checked_and_its_fault_is_named() throws IOException {
        TrailStep step = TrailStep.after(
                1,
                TrailStep.origin("orders", "x"),
                new Made("draw-up", "somebody", null, Instant.EPOCH),
                null,
                "DRAFT",
                JsonMapper.shared().createObjectNode());
        String json = JsonMapper.shared().writeValueAsString(Trail.of("orders", "x", List.of(step)));
        assertThat(said(json))
                .startsWith("true ")
                .contains("trail of orders/x, 1 steps")
                .contains(": sound");
        assertThat(said(json.replace("somebody", "nobody")))
                .startsWith("false ")
                .contains("NOT sound")
                .contains("step 1: it was changed");
    }

    @Test
    void what_is_neither_is_not_sound() throws IOException {
        assertThat(said("{}")).startsWith("false ");
        assertThat(said("[")).startsWith("false ").contains("not readable");
        assertThat(said("{\"steps\": null}")).startsWith("false ");
        assertThat(said("{\"pool\": [{\"id\": \"a\", \"weight\": -1}]}")).startsWith("false ");
    }
}
