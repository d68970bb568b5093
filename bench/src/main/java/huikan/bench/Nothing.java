package huikan.bench;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The gateway's HTTP stack with nothing behind it: a body is read, and an answer as long as a receipt is given. */
@SpringBootApplication
@RestController
class Nothing {

    private static final String ANSWER = "{\"id\":\"" + "0".repeat(26) + "\",\"digest\":\"" + "0".repeat(71)
            + "\",\"receipt\":\"" + "0".repeat(420) + "\"}";

    public static void main(String[] args) {
        SpringApplication.run(Nothing.class, args);
    }

    @PostMapping("/nothing")
    ResponseEntity<String> take(HttpServletRequest request) throws IOException {
        request.getInputStream().readAllBytes();
        return ResponseEntity.accepted().contentType(MediaType.APPLICATION_JSON).body(ANSWER);
    }
}
