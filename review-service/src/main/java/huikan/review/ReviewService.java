package huikan.review;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
class ReviewService {
    public static void main(String[] args) {
        SpringApplication.run(ReviewService.class, args);
    }
}
