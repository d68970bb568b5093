package huikan.verify;

import huikan.draw.PublishedDraw;
import huikan.trail.Trail;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./huikan verify FILE ...}: recomputes exported trails and draws. Exits with 0 when all are sound, else with 1. */
public final class Verify {

    private static final JsonMapper JSON = JsonMapper.builder()
            // a draw is shown with what its callers may do, too
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Verify() {}

    public static void main(String[] files) {
        if (files.length == 0) {
            System.err.println("huikan: verify needs the file of a trail or of a draw, as the API answers it");
            System.exit(2);
        }
        boolean sound = true;
        for (String file : files) {
            sound &= isSound(Path.of(file), System.out);
        }
        System.exit(sound ? 0 : 1);
    }

    /** Prints what is found about one file; true when all is well. */
    static boolean isSound(Path file, PrintStream out) {
        List<String> faults;
        String what;
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            if (json.has("steps")) {
                Trail trail = JSON.treeToValue(json, Trail.class);
                what = "trail of " + trail.kind() + "/" + trail.id() + ", "
                        + trail.steps().size() + " steps, head " + trail.head();
                faults = trail.faults().stream()
                        .map(fault -> "step " + fault.n() + ": " + fault.what())
                        .toList();
            } else if (json.has("pool")) {
                PublishedDraw draw = JSON.treeToValue(json, PublishedDraw.class);
                what = "draw " + draw.id() + ", " + draw.count() + " of "
                        + draw.pool().size();
                faults = draw.faults();
            } else {
                what = "neither a trail nor a draw";
                faults = List.of("it has neither steps nor a pool");
            }
        } catch (IOException | JacksonException | NullPointerException | IllegalArgumentException unreadable) {
            what = "not readable";
            faults = List.of(
                    String.valueOf(unreadable.getMessage()).lines().findFirst().orElse(""));
        }
        out.println(file + ": " + what + (faults.isEmpty() ? ": sound" : ": NOT sound"));
        faults.forEach(fault -> out.println("  " + fault));
        return faults.isEmpty();
    }
}
