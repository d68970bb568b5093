package huikan.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.service.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

class AccountsTest {

    private static final PasswordEncoder ENCODER = PasswordEncoderFactories.createDelegatingPasswordEncoder();

    @TempDir
    Path folder;

    private static Accounts accounts(boolean demo, String adminSecret, String file) {
        return new Accounts(new AccountSettings(demo, adminSecret, file, List.of(), Duration.ofMinutes(30)), ENCODER);
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("accounts.tsv"), text).toString();
    }

    @Test
    void every_agency_of_the_demo_has_five_logins_and_there_is_one_administrator() {
        Accounts accounts = accounts(true, "", "");
        assertThat(accounts.find("210902-gov").orElseThrow().role()).isEqualTo(Role.REPORTER);
        assertThat(accounts.find("310105-ndmo.reviewer").orElseThrow().agency()).isEqualTo("310105-ndmo");
        assertThat(accounts.find("530623-gov.viewer").orElseThrow().role()).isEqualTo(Role.VIEWER);
        assertThat(accounts.find("admin").orElseThrow().agency()).isNull();
        assertThat(accounts.find("999999-gov")).isEmpty();
        assertThat(accounts.find("210902-gov.admin")).isEmpty();
    }

    @Test
    void without_the_demo_there_are_only_those_that_were_given() throws IOException {
        String file = file("# office\n\noffice\t410000-gov\tREPORTER\t{noop}secret\nroot\t\tADMIN\t{noop}other\n");
        Accounts accounts = accounts(false, "s3cret", file);
        assertThat(accounts.find("210902-gov")).isEmpty();
        assertThat(accounts.find("office").orElseThrow().agency()).isEqualTo("410000-gov");
        assertThat(ENCODER.matches(
                        "secret", accounts.find("office").orElseThrow().secret()))
                .isTrue();
        assertThat(ENCODER.matches(
                        "s3cret", accounts.find("admin").orElseThrow().secret()))
                .isTrue();
        assertThat(accounts.find("root").orElseThrow().agency()).isNull();
        assertThat(accounts(false, "", "").find("admin")).isEmpty();
    }

    @Test
    void a_line_that_is_none_is_told_without_its_secret() throws IOException {
        String file = file("office\t410000-gov\tREPORTER\tplain-secret\n");
        assertThatThrownBy(() -> accounts(false, "", file))
                .hasMessageContaining("accounts.tsv")
                .hasMessageContaining("office")
                .hasMessageNotContaining("plain-secret");
        assertThatThrownBy(() -> accounts(false, "", folder.resolve("none").toString()))
                .hasMessageContaining("none");
    }
}
