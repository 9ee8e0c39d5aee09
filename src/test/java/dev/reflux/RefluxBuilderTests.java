package dev.reflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reflux.error.CancelledException;
import dev.reflux.runtime.MigrationListener;
import dev.reflux.runtime.MigrationReport.Step;
import dev.reflux.testsupport.RevisionFolder;
import io.r2dbc.spi.ConnectionFactories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** What a builder is given adds up, and stays with another that is made of the result. */
class RefluxBuilderTests {

    private static final RunOptions SCRIPT = RunOptions.DEFAULTS.writingTo(new StringBuilder());

    private final List<String> heard = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeEach
    void writeARevision() {
        RevisionFolder.in(folder).chain(1);
    }

    private RefluxBuilder builder() {
        return Reflux.builder().locations(folder.toString());
    }

    private MigrationListener saying(String word) {
        return new MigrationListener() {
            @Override
            public void stepFinished(Step step) {
                heard.add(word);
            }
        };
    }

    @Test
    void furtherListenersHearARunAfterTheEarlierOnes() {
        builder()
                .listenerOfEachRun(() -> saying("third"))
                .listener(saying("first"))
                .listenerOfEachRun(() -> saying("fourth"))
                .listener(saying("second"))
                .build()
                .upgrade("head", SCRIPT)
                .block();
        assertThat(heard).containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void listenersOfTheOriginalHearTheRunsOfWhatIsMadeOfIt() {
        builder().listener(saying("first")).listenerOfEachRun(() -> saying("third")).build().toBuilder()
                .listener(saying("second"))
                .build()
                .upgrade("head", SCRIPT)
                .block();
        assertThat(heard).containsExactly("first", "second", "third");
    }

    @Test
    void anyOfTheSignalsCancels() {
        List<RefluxBuilder> builders = List.of(
                unreachable().cancelWhen(Mono.just("the first")).cancelWhen(Mono.never()),
                unreachable().cancelWhen(Mono.never()).cancelWhen(Mono.just("the second")),
                unreachable().cancelWhen(Mono.just("the original")).build().toBuilder(),
                unreachable().build().toBuilder().cancelWhen(Mono.just("the other")));
        for (RefluxBuilder each : builders) {
            assertThatThrownBy(() -> each.build().upgrade("head").block())
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("the ");
        }
    }

    private RefluxBuilder unreachable() {
        return builder().connectionFactory(ConnectionFactories.get("r2dbc:postgresql://shop@nowhere.invalid/shop"));
    }
}
