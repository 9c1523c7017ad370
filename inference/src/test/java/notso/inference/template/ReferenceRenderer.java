package notso.inference.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import notso.inference.fixture.Requirement;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** npm's {@code @huggingface/jinja}, run by node. */
final class ReferenceRenderer {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Path SCRIPT = Path.of("src/test/peer/render-templates.mjs");

    private ReferenceRenderer() {}

    /** Every template over every context: an object with {@code text} or {@code error}. */
    static JsonNode render(Map<String, String> templates, Map<String, ObjectNode> contexts) {
        Path modules = Requirement.reference("node_modules");
        Requirement.reference("node_modules/@huggingface/jinja");
        ObjectNode input = MAPPER.createObjectNode();
        input.put("now", SampleConversations.NOW + ":00");
        ObjectNode sources = input.putObject("templates");
        templates.forEach(sources::put);
        ObjectNode variables = input.putObject("contexts");
        contexts.forEach(variables::set);
        byte[] request = MAPPER.writeValueAsBytes(input);
        try {
            Process node = start(modules);
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(() -> write(node, request));
            JsonNode output = MAPPER.readTree(node.getInputStream());
            writing.join();
            assertEquals(0, node.waitFor(), "exit code of node");
            return output;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Process start(Path modules) {
        ProcessBuilder command = new ProcessBuilder("node", SCRIPT.toString(), modules.toString());
        // The reference writes the names of months in the language of its process.
        command.environment().put("LC_ALL", "en_US");
        command.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            return command.start();
        } catch (IOException e) {
            return abort("node cannot be started: " + e.getMessage());
        }
    }

    private static void write(Process process, byte[] bytes) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
