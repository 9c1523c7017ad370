package notso.app.instance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes over the socket: length (32 bits), version (32 bits), secret, activation token, number
 * of files (32 bits), files; texts as {@link DataOutputStream#writeUTF} has them. The answer is one
 * byte.
 */
final class HandoverMessage {

    static final byte TAKEN = 1;

    private static final int VERSION = 1;
    private static final int LARGEST = 1 << 20;
    private static final int MOST_FILES = 100;

    private HandoverMessage() {}

    static void write(SocketChannel socket, String secret, Handover handover) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(VERSION);
        out.writeUTF(secret);
        out.writeUTF(handover.activationToken());
        List<Path> files = handover.files().stream().limit(MOST_FILES).toList();
        out.writeInt(files.size());
        for (Path file : files) {
            out.writeUTF(file.toString());
        }
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + bytes.size());
        message.putInt(bytes.size()).put(bytes.toByteArray()).flip();
        while (message.hasRemaining()) {
            int _ = socket.write(message);
        }
    }

    /**
     * @throws IOException for anything but a message with this secret
     */
    static Handover read(SocketChannel socket, String secret) throws IOException {
        int length = fill(socket, ByteBuffer.allocate(Integer.BYTES)).getInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("no message");
        }
        byte[] bytes = fill(socket, ByteBuffer.allocate(length)).array();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        if (in.readInt() != VERSION || !in.readUTF().equals(secret)) {
            throw new IOException("a stranger, or another version");
        }
        String token = in.readUTF();
        int count = in.readInt();
        if (count < 0 || count > MOST_FILES) {
            throw new IOException("too many files");
        }
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(path(in.readUTF()));
        }
        return new Handover(files, token);
    }

    private static Path path(String text) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IOException(e);
        }
    }

    private static ByteBuffer fill(SocketChannel socket, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (socket.read(buffer) < 0) {
                throw new EOFException("the message is cut off");
            }
        }
        return buffer.flip();
    }
}
