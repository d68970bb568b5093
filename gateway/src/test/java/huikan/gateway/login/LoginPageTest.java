package huikan.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class LoginPageTest {

    private static Properties texts(String language) throws IOException {
        return PropertiesLoaderUtils.loadProperties(new EncodedResource(
                new ClassPathResource("login/" + language + ".properties"), StandardCharsets.UTF_8));
    }

    @Test
    void both_languages_have_the_same_texts_and_one_for_each_trouble() throws IOException {
        assertThat(texts("zh").keySet()).isEqualTo(texts("en").keySet());
        for (LoginPage.Trouble trouble : LoginPage.Trouble.values()) {
            assertThat(texts("en")).containsKey(trouble.name().toLowerCase(Locale.ROOT));
        }
    }
}
