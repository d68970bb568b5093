package huikan.review.number;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.testing.OverHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NumbersIT extends OverHttp {

    @Autowired
    Numbers numbers;

    @Test
    void many_at_once_get_each_number_once_and_none_is_left_out() throws Exception {
        Sequence row = new Sequence("210900-gov", "试", 2024);
        List<Future<String>> given = new ArrayList<>();
        try (ExecutorService issuers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 80; i++) {
                // each thing is asked for twice, as after a crash
                String thing = "things/" + i / 2;
                given.add(issuers.submit(() -> numbers.of(thing, row)));
            }
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < given.size(); i += 2) {
            assertThat(given.get(i).get()).isEqualTo(given.get(i + 1).get());
            all.add(given.get(i).get());
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40)
                        .mapToObj(n -> "试〔2024〕" + n + "号")
                        .toList());
    }

    @Test
    void another_issuer_kind_or_year_begins_with_one() {
        assertThat(numbers.of("a", new Sequence("210000-gov", "督办", 2031))).isEqualTo("督办〔2031〕1号");
        assertThat(numbers.of("b", new Sequence("210000-gov", "督办", 2031))).isEqualTo("督办〔2031〕2号");
        assertThat(numbers.of("c", new Sequence("210000-gov", "督办", 2032))).isEqualTo("督办〔2032〕1号");
        assertThat(numbers.of("d", new Sequence("210000-gov", "督办函", 2031))).isEqualTo("督办函〔2031〕1号");
        assertThat(numbers.of("e", new Sequence("210200-gov", "督办", 2031))).isEqualTo("督办〔2031〕1号");
    }
}
