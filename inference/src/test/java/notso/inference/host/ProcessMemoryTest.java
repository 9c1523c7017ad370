package notso.inference.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.util.OptionalLong;

@EnabledOnOs(OS.LINUX)
class ProcessMemoryTest {

    @Test
    void ownMemoryIsAtLeastTheHeapInUse() {
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        long resident = ProcessMemory.residentBytes(ProcessHandle.current()).orElseThrow();
        assertTrue(resident > heap / 2, () -> resident + " resident, heap " + heap);
    }

    @Test
    void endedProcessTakesNone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        assertEquals(OptionalLong.empty(), ProcessMemory.residentBytes(process.toHandle()));
    }
}
