"""The dialogs with which two laptops exchange their work, by way of an encrypted file.

``write_dialog`` asks what is to leave and for whom and shows it before it is written;
``read_dialog`` shows what a file brings, has conflicts decided and reads it in as one step;
``past_dialog`` lists what was exchanged. What happens is in ``iwtlink.operations.exchange``;
who opens the dialogs, in ``gui.commands.exchange``. Start reading in ``write_dialog``.
"""
