package huikan.review.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example of Standard Webhooks' own libraries. */
    @Test
    void it_is_that_of_standard_webhooks() {
        assertThat(Signature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void another_body_id_or_time_has_another() {
        String secret = Signature.newSecret();
        assertThat(Signature.of(secret, "a", 1, "x"))
                .isEqualTo(Signature.of(secret, "a", 1, "x"))
                .isNotEqualTo(Signature.of(secret, "a", 1, "y"))
                .isNotEqualTo(Signature.of(secret, "b", 1, "x"))
                .isNotEqualTo(Signature.of(secret, "a", 2, "x"))
                .isNotEqualTo(Signature.of(Signature.newSecret(), "a", 1, "x"));
    }
}
