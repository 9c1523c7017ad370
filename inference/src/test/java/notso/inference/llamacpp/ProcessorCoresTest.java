package notso.inference.llamacpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProcessorCoresTest {

    @Test
    void threadsOfOneCoreCountOnce() {
        assertEquals(
                2,
                ProcessorCores.count(
                        List.of(
                                "processor\t: 0",
                                "physical id\t: 0",
                                "core id\t\t: 0",
                                "processor\t: 1",
                                "physical id\t: 0",
                                "core id\t\t: 0",
                                "processor\t: 2",
                                "physical id\t: 0",
                                "core id\t\t: 1",
                                "processor\t: 3",
                                "physical id\t: 0",
                                "core id\t\t: 1")));
    }

    @Test
    void coresOfTwoPackagesCountTwice() {
        assertEquals(
                2,
                ProcessorCores.count(
                        List.of(
                                "physical id\t: 0", "core id\t\t: 0",
                                "physical id\t: 1", "core id\t\t: 0")));
    }

    @Test
    void isNeverMoreThanTheProcessMayUse() {
        assertTrue(ProcessorCores.physical() >= 1);
        assertTrue(ProcessorCores.physical() <= Runtime.getRuntime().availableProcessors());
    }
}
