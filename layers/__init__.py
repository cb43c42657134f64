"""Result tables → map layers (folium) and GIS layers (GeoJSON, GeoPackage with styles)."""
