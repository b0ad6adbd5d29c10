"""What is put on a chart from a list, and looks that are handed from item to item.

``panel`` lists entity types, link types and free items (``free_items``) to be clicked or dragged;
``painter`` copies a look onto what is clicked next.
"""
