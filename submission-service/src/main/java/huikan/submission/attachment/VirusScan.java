package huikan.submission.attachment;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Shows a file to clamd, by its INSTREAM command. What cannot be scanned is not taken. */
@Component
final class VirusScan {

    private static final int CHUNK = 64 << 10;

    private final AttachmentSettings settings;

    VirusScan(AttachmentSettings settings) {
        this.settings = settings;
    }

    boolean isOn() {
        return !settings.scanner().isEmpty();
    }

    /**
     * @throws huikan.service.problem.ProblemException 422 when something was found, 503 when the scanner is not there
     */
    void check(InputStream content) {
        String answer;
        try {
            answer = answer(content);
        } catch (IOException unreachable) {
            throw AttachmentProblem.NOT_SCANNED.because("Nothing was stored; try again later.");
        }
        if (!answer.endsWith("OK")) {
            if (answer.endsWith("FOUND")) {
                throw AttachmentProblem.INFECTED.because(answer.substring(answer.indexOf(' ') + 1) + ".");
            }
            throw AttachmentProblem.NOT_SCANNED.because("The scanner says: " + answer);
        }
    }

    /** Each chunk goes with its length before it, and one of no length ends them. */
    private String answer(InputStream content) throws IOException {
        int colon = settings.scanner().lastIndexOf(':');
        int timeout = Math.toIntExact(settings.scanWithin().toMillis());
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(timeout);
            socket.connect(
                    new InetSocketAddress(
                            settings.scanner().substring(0, colon),
                            Integer.parseInt(settings.scanner().substring(colon + 1))),
                    timeout);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[CHUNK];
            for (int read = content.read(chunk); read > 0; read = content.read(chunk)) {
                out.writeInt(read);
                out.write(chunk, 0, read);
            }
            out.writeInt(0);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
        }
    }
}
