package huikan.submission.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.submission.testing.OverHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What an agency may store that nothing names. */
@TestPropertySource(properties = {"huikan.attachments.largest=500KB", "huikan.attachments.unnamed-most=1MB"})
class UnnamedBytesIT extends OverHttp {

    private static final String UPLOADS = "/api/attachments/uploads";

    @Autowired
    Attachments attachments;

    @Autowired
    MongoDatabase database;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private Answer stored(String login, int size) {
        byte[] file = new byte[size];
        new Random().nextBytes(file);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 9);
        return send(login, "POST", "/api/attachments", file, "Content-Type", "application/pdf");
    }

    private Answer begun(String login, int length) {
        return send(login, "POST", UPLOADS, new byte[0], "Upload-Length", Integer.toString(length));
    }

    private static String location(Answer answer) {
        return answer.is(201).response().headers().firstValue("Location").orElseThrow();
    }

    @Test
    void files_and_uploads_under_way_have_one_bound_until_something_names_them() {
        String unit = "210902-gov";
        String digest = stored(unit, 400_000).is(201).json().path("digest").asString();
        String upload = location(begun(unit, 500_000));
        long files = database.getCollection("attachment.files").countDocuments();
        Answer refused = stored(unit, 200_000);
        refused.problem(413, "attachment-unnamed-too-much");
        assertThat(refused.json().path("detail").asString()).contains("1048576 bytes", "end uploads", "30 days");
        assertThat(database.getCollection("attachment.files").countDocuments())
                .as("nothing is left of it")
                .isEqualTo(files);
        begun(unit, 200_000).problem(413, "attachment-unnamed-too-much");
        stored("210903-gov", 200_000).is(201);
        send(unit, "DELETE", upload, new byte[0]).is(204);
        stored(unit, 200_000).is(201);
        begun(unit, 500_000).problem(413, "attachment-unnamed-too-much");
        attachments.name(List.of(digest));
        begun(unit, 500_000).is(201);
    }

    @Test
    void an_upload_that_was_begun_has_its_room() {
        String unit = "210904-gov";
        byte[] file = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        String upload = location(begun(unit, file.length));
        location(begun(unit, 500_000));
        stored(unit, 500_000).is(201);
        stored(unit, 1_048_576 - 1_000_000 - file.length).is(201);
        stored(unit, 10).problem(413, "attachment-unnamed-too-much");
        send(unit, "PATCH", upload, file, "Content-Type", "application/offset+octet-stream", "Upload-Offset", "0")
                .is(204);
    }

    @Test
    void of_many_uploads_that_begin_at_once_none_passes_the_bound() throws Exception {
        String unit = "210905-gov";
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 24; i++) {
                answers.add(many.submit(() -> begun(unit, 300_000).status()));
            }
        }
        int taken = 0;
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(201, 413);
            taken += answer.get() == 201 ? 1 : 0;
        }
        // who begins at the same time may all be refused; then there is room again
        assertThat(taken).isLessThanOrEqualTo(3);
        if (taken < 3) {
            assertThat(begun(unit, 300_000).status()).isEqualTo(201);
        }
    }
}
