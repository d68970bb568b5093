package huikan.submission.intake;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.events.Topics;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.intake.ReceivedCounts.Place;
import huikan.submission.testing.Received;
import huikan.testing.OnInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** Of what comes again, in other batches, by two at once, or under its key, each filing is counted once. */
@SpringBootTest(properties = "huikan.demo=true")
class ReceivedCountsIT extends OnInfrastructure {

    /** Beyond those that other tests fill. */
    private static final int PARTITION = 77;

    @Autowired
    IntakeListener listener;

    @Autowired
    ReceivedCounts counts;

    private static List<Place> places(String cycle, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> new Place(PARTITION, offset, cycle))
                .toList();
    }

    private static ConsumerRecord<String, byte[]> record(SubmissionReceived event, String topic, long offset) {
        ProducerRecord<String, byte[]> sent = ReceivedFilings.record(event, "gateway");
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(topic, PARTITION, offset, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    private static ConsumerRecord<String, byte[]> record(SubmissionReceived event, long offset) {
        return record(event, Topics.SUBMISSIONS_RECEIVED, offset);
    }

    @Test
    void batches_that_are_cut_anew_count_nothing_twice() {
        counts.count(places("cut", 0, 10));
        counts.count(places("cut", 5, 20));
        counts.count(places("cut", 0, 20));
        counts.count(List.of(new Place(PARTITION + 1, 3, "cut")));
        assertThat(counts.of("cut")).isEqualTo(21);
        assertThat(counts.of("uncut")).isZero();
    }

    @Test
    void two_who_read_the_same_partition_count_it_once() throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                int step = 3 + reader;
                done.add(both.submit(() -> {
                    for (int from = 0; from < 60; from += step) {
                        counts.count(places("both", from, Math.min(60, from + step)));
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(counts.of("both")).isEqualTo(60);
    }

    @Test
    void what_is_sent_again_under_its_key_or_replayed_is_no_second_filing() {
        String cycle = "annual-2018";
        long before = counts.of(cycle);
        SubmissionReceived one = Received.of(cycle, "210902-gov", "2019-02-01T00:00:00Z", 1);
        SubmissionReceived other = Received.of(cycle, "210903-gov", "2019-02-01T00:00:00Z", 1);
        listener.on(List.of(record(one, 1), record(one, 2), record(other, 3)));
        listener.on(List.of(record(one, 4)));
        listener.on(List.of(record(one, 1), record(one, 2), record(other, 3)));
        listener.on(List.of(record(other, Topics.replays("submission-service"), 9)));
        assertThat(counts.of(cycle)).isEqualTo(before + 2);
    }
}
