package huikan.submission.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import huikan.submission.testing.OverHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A file in parts, which goes on where it stopped. */
class UploadsIT extends OverHttp {

    private static final String UNIT = "210902-gov";
    private static final String SISTER = "210903-gov";
    private static final String BEGIN = "/api/attachments/uploads";
    private static final String PART = "application/offset+octet-stream";

    @Autowired
    AttachmentCleanup cleanup;

    @Autowired
    Uploads uploads;

    @Autowired
    Attachments attachments;

    @Autowired
    MongoDatabase database;

    private byte[] file;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
        file = new byte[900_000];
        new Random().nextBytes(file);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 9);
    }

    private String begun(int length) {
        Answer answer = send(
                        UNIT,
                        "POST",
                        BEGIN,
                        new byte[0],
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        Integer.toString(length),
                        "Upload-Metadata",
                        "filename 5oql5ZGK,filetype "
                                + Base64.getEncoder()
                                        .encodeToString("application/pdf".getBytes(StandardCharsets.UTF_8)))
                .is(201);
        return header(answer, "Location");
    }

    private static String header(Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }

    private Answer part(String upload, int from, int to) {
        return part(UNIT, upload, from, Arrays.copyOfRange(file, from, to));
    }

    private Answer part(String login, String upload, int offset, byte[] bytes) {
        return send(login, "PATCH", upload, bytes, "Content-Type", PART, "Upload-Offset", Integer.toString(offset));
    }

    private String offset(String upload) {
        return header(send(UNIT, "HEAD", upload, new byte[0]).is(200), "Upload-Offset");
    }

    private long files() {
        return database.getCollection("attachment.files").countDocuments();
    }

    @Test
    void parts_become_the_attachment_that_the_whole_would_be() {
        long before = files();
        String upload = begun(file.length);
        assertThat(header(part(upload, 0, 300_000).is(204), "Upload-Offset")).isEqualTo("300000");
        assertThat(offset(upload)).isEqualTo("300000");
        part(upload, 300_000, 600_000).is(204);
        String attachment = header(part(upload, 600_000, file.length).is(204), "Location");
        assertThat(attachment).startsWith("/api/attachments/sha256:");
        // who missed the answer asks again
        assertThat(header(send(UNIT, "HEAD", upload, new byte[0]).is(200), "Location"))
                .isEqualTo(attachment);
        Answer whole = send(UNIT, "POST", "/api/attachments", file, "Content-Type", "application/pdf")
                .is(201);
        assertThat(attachment).endsWith(whole.json().path("digest").asString());
        assertThat(get(UNIT, attachment).status()).isEqualTo(200);
        assertThat(files()).as("the parts are gone").isEqualTo(before + 1);
    }

    @Test
    void what_came_before_the_line_broke_is_kept() throws IOException {
        String upload = begun(file.length);
        cutShort(UNIT, "PATCH", upload, Arrays.copyOf(file, 400_000), "Content-Type", PART, "Upload-Offset", "0");
        await().until(() -> !offset(upload).equals("0"));
        int at = Integer.parseInt(offset(upload));
        assertThat(at).isBetween(1, 400_000);
        String attachment = header(part(upload, at, file.length).is(204), "Location");
        Answer whole = send(UNIT, "POST", "/api/attachments", file).is(201);
        assertThat(attachment).endsWith(whole.json().path("digest").asString());
    }

    @Test
    void a_part_goes_where_the_upload_stands_and_nowhere_else() {
        String upload = begun(file.length);
        part(upload, 0, 300_000).is(204);
        part(upload, 0, 300_000).problem(409, "upload-offset");
        part(upload, 600_000, 700_000).problem(409, "upload-offset");
        part(UNIT, upload, 300_000, file).problem(413, "too-large");
        assertThat(offset(upload)).isEqualTo("300000");
        assertThat(header(part(upload, 300_000, 300_000).is(204), "Upload-Offset"))
                .as("nothing more came")
                .isEqualTo("300000");
        send(UNIT, "PATCH", upload, file, "Content-Type", "application/pdf", "Upload-Offset", "300000")
                .is(415);
        // it is nobody else's
        part(SISTER, upload, 300_000, new byte[10]).problem(404, "upload-unknown");
        assertThat(send(SISTER, "HEAD", upload, new byte[0]).status()).isEqualTo(404);
    }

    @Test
    void what_is_not_taken_as_a_whole_is_not_taken_in_parts() {
        long before = files();
        file = "MZ\u0090\0\u0003 a program".getBytes(StandardCharsets.ISO_8859_1);
        String upload = begun(file.length);
        part(upload, 0, 4).is(204);
        part(upload, 4, file.length).problem(415, "attachment-type");
        part(upload, 4, file.length).problem(404, "upload-unknown");
        assertThat(files()).isEqualTo(before);
        send(UNIT, "POST", BEGIN, new byte[0], "Upload-Length", "0").problem(422, "attachment-empty");
        send(UNIT, "POST", BEGIN, new byte[0]).problem(422, "upload-invalid");
        send(UNIT, "POST", BEGIN, new byte[0], "Upload-Length", "9000000000").problem(413, "too-large");
        send(UNIT, "POST", BEGIN, new byte[0], "Upload-Length", "many").problem(422, "invalid");
        send(UNIT, "POST", BEGIN, new byte[0], "Upload-Length", "9", "Upload-Metadata", "filetype ?")
                .problem(422, "upload-invalid");
        send(UNIT, "POST", BEGIN, new byte[0], "Upload-Length", "9", "Tus-Resumable", "0.2.2")
                .problem(412, "upload-version");
        send("210902-gov.viewer", "POST", BEGIN, new byte[0], "Upload-Length", "9")
                .problem(403, "attachment-not-yours");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 16_000})
    void what_its_first_bytes_refuse_need_not_come_whole(int before) {
        long files = files();
        file[0] = 'M';
        file[1] = 'Z';
        String upload = begun(file.length);
        if (before > 0) {
            part(upload, 0, before).is(204);
        }
        Answer refused = part(upload, before, 300_000);
        refused.problem(415, "attachment-type");
        assertThat(refused.json().path("detail").asString()).contains("By its content it is", "taken are");
        part(upload, before, 300_000).problem(404, "upload-unknown");
        assertThat(files()).as("nothing is left of it").isEqualTo(files);
    }

    @Test
    void what_is_packed_shows_its_type_at_its_end() {
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, file, 0, 4);
        String upload = begun(file.length);
        part(upload, 0, 300_000).is(204);
        part(upload, 300_000, file.length).problem(415, "attachment-type");
    }

    @Test
    void while_one_request_makes_an_attachment_of_it_another_one_is_told_to_wait() {
        String upload = begun(file.length);
        part(upload, 0, 300_000).is(204);
        Uploads.Upload whole = uploads.find(upload.substring(upload.lastIndexOf('/') + 1), UNIT)
                .orElseThrow();
        assertThat(uploads.claim(whole)).isTrue();
        part(upload, 300_000, file.length).problem(503, "upload-finishing");
        assertThat(send(UNIT, "HEAD", upload, new byte[0]).status()).isEqualTo(503);
        // whoever had it was cut short
        uploads.release(whole);
        assertThat(header(send(UNIT, "HEAD", upload, new byte[0]).is(200), "Location"))
                .startsWith("/api/attachments/sha256:");
    }

    @Test
    void one_login_has_so_many_under_way_and_no_more() {
        String other = "210904-gov";
        for (int i = 0; i < 50; i++) {
            send(other, "POST", BEGIN, new byte[0], "Upload-Length", "9").is(201);
        }
        Answer refused = send(other, "POST", BEGIN, new byte[0], "Upload-Length", "9");
        refused.problem(429, "upload-too-many");
        assertThat(header(refused, "Retry-After")).isEqualTo("60");
        begun(9);
        itIs("2024-03-03");
        send(other, "POST", BEGIN, new byte[0], "Upload-Length", "9").is(201);
    }

    @Test
    void what_is_ended_or_abandoned_leaves_nothing_behind() {
        long before = files();
        String ended = begun(file.length);
        part(ended, 0, 300_000).is(204);
        send(UNIT, "DELETE", ended, new byte[0]).is(204);
        part(ended, 300_000, 400_000).problem(404, "upload-unknown");
        assertThat(files()).isEqualTo(before);

        String abandoned = begun(file.length);
        part(abandoned, 0, 300_000).is(204);
        itIs("2024-03-05");
        part(abandoned, 300_000, 400_000).problem(404, "upload-unknown");
        cleanup.clear();
        // a file for each attachment, and none besides
        assertThat(files()).isEqualTo(database.getCollection("attachments").countDocuments());
        assertThat(database.getCollection("resumableUploads").countDocuments()).isZero();
    }

    private static String named(String name) {
        return "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private String described(String login, String digest) {
        return get(login, "/api/attachments?digest=" + digest)
                .is(200)
                .json()
                .path("items")
                .path(0)
                .path("name")
                .asString("");
    }

    @Test
    void whoever_may_have_a_file_learns_what_it_is_called_by_the_agency_and_nobody_else_does() {
        Answer whole = send(
                        UNIT,
                        "POST",
                        "/api/attachments",
                        file,
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''..%2F%E6%95%B4%E6%94%B9%E6%8A%A5%E5%91%8A.pdf")
                .is(201);
        assertThat(whole.json().path("name").asString()).isEqualTo("整改报告.pdf");
        String digest = whole.json().path("digest").asString();
        assertThat(described("210900-gov.supervisor", digest)).isEqualTo("整改报告.pdf");
        assertThat(header(get("210900-gov.supervisor", "/api/attachments/" + digest), "Content-Disposition"))
                .endsWith("; filename*=UTF-8''%E6%95%B4%E6%94%B9%E6%8A%A5%E5%91%8A.pdf");
        assertThat(get(SISTER, "/api/attachments?digest=" + digest)
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .as("a sister has no such file")
                .isZero();

        // the sister has the same content under another name, in parts
        String upload = header(
                send(
                                SISTER,
                                "POST",
                                BEGIN,
                                new byte[0],
                                "Upload-Length",
                                Integer.toString(file.length),
                                "Upload-Metadata",
                                named("scan\u202efdp.exe"))
                        .is(201),
                "Location");
        part(SISTER, upload, 0, file).is(204);
        assertThat(described(SISTER, digest))
                .as("nothing turns its letters around")
                .isEqualTo("scanfdp.exe");
        assertThat(described(UNIT, digest)).isEqualTo("整改报告.pdf");
        String city = "210900-gov.supervisor";
        assertThat(described(city, digest + "&agency=" + UNIT)).isEqualTo("整改报告.pdf");
        assertThat(described(city, digest + "&agency=" + SISTER)).isEqualTo("scanfdp.exe");
        assertThat(described(city, digest)).as("of which of the two?").isEmpty();
        assertThat(described(UNIT, digest + "&agency=" + SISTER)).isEmpty();
        assertThat(header(get(city, "/api/attachments/" + digest + "?agency=" + SISTER), "Content-Disposition"))
                .contains("scanfdp.exe");

        // who uploads it again without a name keeps the one there was
        send(UNIT, "POST", "/api/attachments", file).is(201);
        assertThat(described(UNIT, digest)).isEqualTo("整改报告.pdf");
        send(UNIT, "POST", "/api/attachments", file, "Content-Disposition", "attachment; filename=\"draft.pdf\"")
                .is(201);
        assertThat(described(UNIT, digest)).isEqualTo("draft.pdf");
        // and once it is filed under a name it has that name
        attachments.name(List.of(digest));
        send(UNIT, "POST", "/api/attachments", file, "Content-Disposition", "attachment; filename=\"later.pdf\"")
                .is(201);
        assertThat(described(UNIT, digest)).isEqualTo("draft.pdf");
    }

    @Test
    void so_many_are_described_and_no_more() {
        get(UNIT, "/api/attachments").problem(400, "unreadable");
        get(UNIT, "/api/attachments?digest=" + "a,".repeat(50) + "a").problem(422, "invalid");
        assertThat(get(UNIT, "/api/attachments?digest=sha256:none")
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isZero();
        send(UNIT, "POST", BEGIN, new byte[0], "Upload-Length", "9", "Upload-Metadata", "filename ?")
                .problem(422, "upload-invalid");
    }
}
