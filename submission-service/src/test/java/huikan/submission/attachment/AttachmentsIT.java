package huikan.submission.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.testing.OnInfrastructure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;

@SpringBootTest(properties = {"huikan.demo=true", "huikan.attachments.largest=64MB"})
class AttachmentsIT extends OnInfrastructure {

    private static final Caller UNIT = new Caller("210902-gov", "210902-gov", Role.REPORTER);
    private static final Caller CITY = new Caller("210900-gov.supervisor", "210900-gov", Role.SUPERVISOR);
    private static final Caller SISTER = new Caller("210903-gov", "210903-gov", Role.REPORTER);

    @Autowired
    AttachmentController controller;

    @Autowired
    Attachments attachments;

    @Autowired
    Contents contents;

    @Autowired
    AttachmentCleanup cleanup;

    @Autowired
    MongoDatabase database;

    /** A PDF of that many bytes that nobody else has. */
    private static byte[] pdf(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    private String uploaded(Caller caller, byte[] bytes) throws IOException {
        return controller
                .upload(new ByteArrayInputStream(bytes), "application/pdf", null, null, caller)
                .getBody()
                .digest();
    }

    private byte[] downloaded(Caller caller, String digest) throws IOException {
        ResponseEntity<?> answer = controller.download(digest, null, caller);
        try (InputStream in = ((org.springframework.core.io.Resource) answer.getBody()).getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static void refused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.problem().kind().status()).isEqualTo(status));
    }

    private long files() {
        return database.getCollection("attachment.files").countDocuments();
    }

    @Test
    void what_comes_back_is_what_was_uploaded_and_is_seen_by_its_agency_and_those_above() throws IOException {
        // more than the 48 MB that the driver takes as one reply
        byte[] bytes = pdf(50_000_000);
        String digest = uploaded(UNIT, bytes);
        assertThat(downloaded(UNIT, digest)).isEqualTo(bytes);
        assertThat(downloaded(CITY, digest)).isEqualTo(bytes);
        refused(404, () -> controller.download(digest, null, SISTER));
        refused(404, () -> controller.download("sha256:" + "0".repeat(64), null, UNIT));
        refused(404, () -> controller.download("../x", null, UNIT));
    }

    @Test
    void equal_content_is_kept_once_whoever_uploads_it_and_however_many_at_once() throws Exception {
        byte[] bytes = pdf(300_000);
        long before = files();
        List<Future<String>> uploads = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 8; i++) {
                Caller caller = i % 2 == 0 ? UNIT : SISTER;
                uploads.add(clients.submit(() -> uploaded(caller, bytes)));
            }
        }
        for (Future<String> upload : uploads) {
            assertThat(upload.get()).isEqualTo(uploads.getFirst().get());
        }
        assertThat(files()).isEqualTo(before + 1);
        assertThat(downloaded(SISTER, uploads.getFirst().get())).isEqualTo(bytes);
        assertThat(attachments.find(uploads.getFirst().get()).orElseThrow().agencies())
                .containsExactlyInAnyOrder("210902-gov", "210903-gov");
    }

    @Test
    void what_is_too_large_empty_of_another_type_or_cut_short_leaves_nothing_behind() {
        long files = files();
        refused(413, () -> uploaded(UNIT, pdf((64 << 20) + 1)));
        refused(422, () -> uploaded(UNIT, new byte[0]));
        // named a PDF, and a program by its content
        refused(415, () -> uploaded(UNIT, "MZ\u0090\0\u0003".getBytes(StandardCharsets.ISO_8859_1)));
        refused(415, () -> uploaded(UNIT, "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8)));
        refused(403, () -> uploaded(new Caller("admin", null, Role.ADMIN), pdf(100)));
        refused(403, () -> uploaded(new Caller("x", "210902-gov", Role.VIEWER), pdf(100)));
        InputStream broken = new InputStream() {
            private final InputStream some = new ByteArrayInputStream(pdf(400_000));

            @Override
            public int read() throws IOException {
                int next = some.read();
                if (next < 0) {
                    throw new IOException("the line is dead");
                }
                return next;
            }
        };
        assertThatThrownBy(() -> controller.upload(broken, null, null, null, UNIT))
                .isInstanceOf(IOException.class);
        assertThat(files()).isEqualTo(files);
        assertThat(database.getCollection("uploads").countDocuments()).isZero();
        assertThat(database.getCollection("attachment.chunks")
                        .distinct("files_id", ObjectId.class)
                        .into(new ArrayList<>()))
                .as("no chunk without a file")
                .hasSize(Math.toIntExact(files));
    }

    @Test
    void the_type_is_what_the_content_says() throws IOException {
        assertThat(typeOf(pdf(100), "image/png")).isEqualTo("application/pdf");
        assertThat(typeOf("汇总表，2024".getBytes(StandardCharsets.UTF_8), null)).isEqualTo("text/plain");
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 'I', 'H', 'D', 'R'};
        assertThat(typeOf(png, null)).isEqualTo("image/png");
        assertThat(typeOf(zip("OFD.xml", "Doc_0/Document.xml"), null)).isEqualTo("application/ofd");
        assertThat(typeOf(zip("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"), "application/zip"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(typeOf(zip("[Content_Types].xml", "word/document.xml"), null))
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        long files = files();
        refused(415, () -> typeOf(zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null));
        refused(415, () -> typeOf(zip("a.exe"), "application/pdf"));
        assertThat(files()).isEqualTo(files);
    }

    private String typeOf(byte[] bytes, String claimed) throws IOException {
        return controller
                .upload(new ByteArrayInputStream(bytes), claimed, null, null, UNIT)
                .getBody()
                .mediaType();
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(pdf(50_000));
            }
        }
        return bytes.toByteArray();
    }

    private static AttachmentSettings settings(String scanner) {
        return new AttachmentSettings(
                DataSize.ofMegabytes(2),
                List.of("application/pdf", "text/plain", "image/png", "application/ofd"),
                scanner,
                Duration.ofSeconds(5),
                DataSize.ofMegabytes(2),
                Duration.ofDays(30),
                Duration.ofDays(1),
                Duration.ofHours(1));
    }

    @Test
    void what_nothing_names_goes_and_what_is_named_at_the_last_moment_stays() throws IOException {
        byte[] bytes = pdf(1000);
        String named = uploaded(UNIT, pdf(1000));
        String late = uploaded(UNIT, pdf(1000));
        String unnamed = uploaded(UNIT, bytes);
        attachments.name(List.of(named, "sha256:of-nobody"));
        Instant future = Clock.systemUTC().instant().plus(Duration.ofDays(40));
        attachments.leave(future);
        assertThat(attachments.find(named).orElseThrow().status()).isEqualTo(AttachmentStatus.STORED);
        refused(404, () -> controller.download(unnamed, null, UNIT));
        assertThat(attachments.unknown("/x", List.of(named, unnamed), "210902-gov"))
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/x/1 attachment.unknown");
        attachments.name(List.of(late));
        assertThat(downloaded(UNIT, late)).hasSize(1000);
        attachments.gone(future.plus(Duration.ofDays(2)), contents::note).forEach(contents::discard);
        assertThat(attachments.find(unnamed).orElseThrow().status()).isEqualTo(AttachmentStatus.GONE);
        assertThat(downloaded(UNIT, late)).hasSize(1000);
        // it may come again
        assertThat(uploaded(UNIT, bytes)).isEqualTo(unnamed);
        assertThat(downloaded(UNIT, unnamed)).isEqualTo(bytes);
        cleanup.clear();
        assertThat(downloaded(UNIT, unnamed)).isEqualTo(bytes);
    }

    @Test
    void what_was_cut_short_is_cleared_away_but_for_what_an_attachment_refers_to() throws IOException {
        String digest = uploaded(UNIT, pdf(1000));
        // as if the process had ended before it could say that the content is kept
        contents.note(attachments.find(digest).orElseThrow().file());
        String never = contents.store(new ByteArrayInputStream(pdf(1000))).file();
        Date longAgo = Date.from(Instant.EPOCH);
        database.getCollection("uploads")
                .updateMany(new Document(), new Document("$set", new Document("startedAt", longAgo)));
        cleanup.clear();
        assertThat(downloaded(UNIT, digest)).hasSize(1000);
        assertThat(database.getCollection("attachment.files").countDocuments(new Document("_id", new ObjectId(never))))
                .isZero();
        assertThat(database.getCollection("uploads").countDocuments()).isZero();
    }

    @Test
    void the_scanner_sees_every_byte_and_what_it_cannot_see_is_not_taken() throws Exception {
        byte[] bytes = pdf(200_000);
        VirusScan nobody;
        try (ServerSocket clamd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ExecutorService scanner = Executors.newSingleThreadExecutor()) {
            VirusScan scan = new VirusScan(settings("127.0.0.1:" + clamd.getLocalPort()));
            Future<Integer> seen = scanner.submit(() -> scanned(clamd, "stream: OK\0"));
            scan.check(new ByteArrayInputStream(bytes));
            assertThat(seen.get()).isEqualTo(bytes.length);
            scanner.submit(() -> scanned(clamd, "stream: Eicar-Test-Signature FOUND\0"));
            refused(422, () -> scan.check(new ByteArrayInputStream(bytes)));
            scanner.submit(() -> scanned(clamd, "INSTREAM size limit exceeded. ERROR\0"));
            refused(503, () -> scan.check(new ByteArrayInputStream(bytes)));
            nobody = scan;
        }
        refused(503, () -> nobody.check(new ByteArrayInputStream(bytes)));
    }

    private static int scanned(ServerSocket clamd, String answer) throws IOException {
        try (Socket client = clamd.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            assertThat(in.readNBytes(10)).isEqualTo("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            int all = 0;
            for (int length = in.readInt(); length > 0; length = in.readInt()) {
                all += in.readNBytes(length).length;
            }
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return all;
        }
    }
}
