package huikan.submission;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
class SubmissionService {
    public static void main(String[] args) {
        SpringApplication.run(SubmissionService.class, args);
    }
}
