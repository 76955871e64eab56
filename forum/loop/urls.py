app_name = "loop"
urlpatterns = []
