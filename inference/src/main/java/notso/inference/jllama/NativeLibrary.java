package notso.inference.jllama;

import de.kherud.llama.LlamaModel;

import notso.inference.EngineException;
import notso.inference.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The native library inside the jar, and the folder that it is unpacked to. */
final class NativeLibrary {

    /**
     * The wrapper's loader deletes what begins with "llama" in this folder, which would be the
     * system's folder for temporary files.
     */
    private static final String FOLDER = "de.kherud.llama.tmpdir";

    private NativeLibrary() {}

    /** Once for the process; later calls do nothing. */
    static synchronized void load() {
        try {
            if (System.getProperty(FOLDER) == null) {
                // For the user alone, which is what createTempDirectory sees to.
                Path folder = Files.createTempDirectory("notso-jllama");
                folder.toFile().deleteOnExit();
                System.setProperty(FOLDER, folder.toString());
            }
            Class.forName(LlamaModel.class.getName(), true, LlamaModel.class.getClassLoader());
            JsonValues.check();
        } catch (IOException e) {
            throw unavailable("its library cannot be unpacked (%s)".formatted(e.getMessage()), e);
        } catch (LinkageError | ClassNotFoundException e) {
            throw unavailable(
                    "it has no library for %s on %s"
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")),
                    e);
        }
    }

    static EngineException unavailable(String detail, Throwable cause) {
        return new EngineException(
                new Problem.EngineUnavailable(
                        JllamaEngine.ID, detail, "choose another engine, or the demo"),
                cause);
    }
}
